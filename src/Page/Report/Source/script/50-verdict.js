const findings = readData('finding-data');
const { verdicts, stopReasons } = findings;

const badge = (tone, text, id) => el('strong', { class: `badge ${tone}`, id: id ?? null }, text);

function showVerdict(run) {
  const { tone, word, sentence } = verdicts[run.verdict.verdict] ?? { tone: 'doubt', word: run.verdict.verdict, sentence: '' };
  const early = isLive && !run.endedAt && run.verdict.verdict === 'NotKnown';
  fill(byId('verdict-line'), badge(early ? 'doubt' : tone, figure(run.verdict.verdict, word), 'verdict-word'), early ? '' : sentence);
  byId('verdict-title').textContent = `Verdict${run.endedAt ? '' : ' so far'}: do the figures describe the server?`;
  const { failed, batches } = run.totals;
  const failures = batches === 0 ? `No ${noun(run, 1)} has ended.`
    : failed === 0 ? `${noneFailed(run, batches)}.`
    : failed === batches ? `${allOf(run, batches)} failed.`
    : `${number(failed)} of ${counted(run, batches)} failed (${percentWords(failed / batches)}).`;
  fill(byId('verdict-reasons'), ...run.verdict.reasons.map(reason => el('li', {}, reason)));
  fill(byId('verdict-notes'),
    el('li', failed > 0 ? { class: 'bad-text' } : {}, failures),
    el('li', {}, stopReasons[run.stoppedBy ?? run.stopReason] ?? run.stopReason),
    run.fault ? el('li', { class: 'bad-text' }, run.fault) : null,
    ...run.verdict.notes.map(note => el('li', {}, note)));
}
