const verdicts = {
  Valid: ['good', 'Nothing speaks against these figures.'],
  ClientLimited: ['bad', 'The load generator was the limit: the figures describe it, not the server.'],
  TargetMissed: ['bad', 'The planned load was not reached.'],
  Unsteady: ['doubt', 'Throughput drifted across the measured window.'],
  Refused: ['bad', 'The server refused most of the load: what is left says little about it.'],
  TooShort: ['doubt', 'The run was too short, or had too few samples, for the percentiles shown.'],
  Incomplete: ['bad', 'A part of the load is missing: a machine was lost or failed, or a share of the plan is not there.'],
  NotKnown: ['doubt', 'The state of the load generator was not recorded, so there is no verdict.'],
};

const stopReasons = {
  None: 'The run is still going on.',
  Duration: 'It ended as planned: its time was over.',
  BatchCount: 'It ended as planned: the planned number had been sent.',
  FailureRate: 'It was ended early: more failed than the limit allowed.',
  StopRequested: 'It was stopped on request, after the answers to what had been sent.',
  Canceled: 'It was cancelled, and requests without an answer were cut off.',
  ResultsBacklog: 'It was ended early: results were read too slowly.',
  BatchTooLarge: 'It was ended early: the server takes fewer operations in a batch.',
  ResultFileFailed: 'It was ended early: results could not be written.',
  ExistingDocument: 'It was ended early: a create changed a document that the run had not created.',
  LeaseExpired: 'It was ended early: no message from the fleet’s controller within the lease.',
  Fault: 'It was ended early: the load generator failed.',
};

const verdictName = run => run.verdict.verdict.replace(/([a-z])([A-Z])/g, (_, a, b) => `${a} ${b.toLowerCase()}`);
const badge = (tone, text, id) => el('strong', { class: `badge ${tone}`, id: id ?? null }, text);

function showVerdict(run) {
  const [tone, meaning] = (isLive && !run.endedAt && run.verdict.verdict === 'NotKnown' ? null : verdicts[run.verdict.verdict]) ?? ['doubt', ''];
  fill(byId('verdict-line'), badge(tone, figure(run.verdict.verdict, verdictName(run)), 'verdict-word'), meaning);
  byId('verdict-title').textContent = `Verdict${run.endedAt ? '' : ' so far'}: do the figures describe the server?`;
  const { failed, batches } = run.totals;
  const failures = batches === 0 ? `No ${noun(run, 1)} has ended.`
    : failed === 0 ? `None of ${counted(run, batches)} failed.`
    : `${number(failed)} of ${counted(run, batches)} failed (${percent(failed / batches)}).`;
  fill(byId('verdict-reasons'), ...run.verdict.reasons.map(reason => el('li', {}, reason)));
  fill(byId('verdict-notes'),
    el('li', failed > 0 ? { class: 'bad-text' } : {}, failures),
    el('li', {}, stopReasons[run.stopReason] ?? run.stopReason),
    run.fault ? el('li', { class: 'bad-text' }, run.fault) : null,
    ...run.verdict.notes.map(note => el('li', {}, note)));
}
