const verdicts = {
  Valid: ['good', 'Nothing speaks against these numbers.'],
  ClientLimited: ['bad', 'The load generator itself was the limit: the numbers describe it, not the server.'],
  TargetMissed: ['bad', 'The load that was asked for was not reached.'],
  Unsteady: ['doubt', 'Throughput drifted across the measured window.'],
  Refused: ['bad', 'The server mostly refused: what is left says little about it.'],
  TooShort: ['doubt', 'Too short, or too few samples, for the percentiles shown.'],
  NotKnown: ['doubt', 'Nothing is known of the load generator, so nobody can tell.'],
};

const stopReasons = {
  None: 'The run is still going on.',
  Duration: 'It ended as planned: its time was over.',
  BatchCount: 'It ended as planned: all that was asked for had been sent.',
  FailureRate: 'It was ended early: more failed than was allowed.',
  StopRequested: 'It was stopped gracefully on request.',
  Canceled: 'It was cancelled, and what was under way was cut off.',
  ResultsBacklog: 'It was ended early: results were read too slowly.',
  BatchTooLarge: 'It was ended early: the server takes fewer operations in a batch.',
  ResultFileFailed: 'It was ended early: results could not be written.',
  Fault: 'It broke: something in the load generator failed.',
};

function showVerdict(run) {
  const [tone, meaning] = verdicts[run.verdict.verdict] ?? ['doubt', ''];
  fill(byId('verdict-line'), el('strong', { class: `badge ${tone}`, id: 'verdict-word' }, figure(run.verdict.verdict, run.verdict.verdict.replace(/([a-z])([A-Z])/g, (_, a, b) => `${a} ${b.toLowerCase()}`))), meaning);
  byId('verdict-title').textContent = run.endedAt ? 'Verdict' : 'Verdict so far';
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

function showLimits(limits) {
  byId('limits').hidden = limits.length === 0;
  fill(byId('limit-list'), ...limits.map(limit => el('li', {},
    el('span', { class: limit.passed ? 'good-text' : 'bad-text' }, limit.passed ? '✓ kept ' : '✗ not kept '), limit.message)));
}
