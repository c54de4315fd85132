/** From this share of failures on they come before everything else. */
const { manyFailures } = findings;
const failedShare = ({ totals }) => totals.batches ? totals.failed / totals.batches : 0;

function showAnswer() {
  byId('answer').hidden = isLive; // the dashboard knows no limits
  const { tone, word, sentence } = findings.answer;
  fill(byId('answer-line'), badge(tone, word, 'answer-word'), sentence);
}

/** Failures as a headline, and their section right below the verdict, once there are many. */
function showAlarm(run) {
  const { failed, batches } = run.totals;
  const many = failed > 0 && failedShare(run) >= manyFailures;
  byId('alarm').hidden = !many;
  if (!many) return;
  byId('alarm-title').textContent = failed === batches ? `${allOf(run, batches)} failed`
    : `${number(failed)} of ${counted(run, batches)} failed (${percentWords(failed / batches)})`;
  const [most] = failureGroups(run);
  fill(byId('alarm-line'),
    most ? `Most often (${times(most.occurrences)}): ${most.statusCode && !most.errors[0].message.includes(`${most.statusCode} `) ? `${most.statusCode} ` : ''}${most.kind ?? 'Other'}${most.errors.length > 1 ? ', such as' : ''}: ${most.errors[0].message}${/[.!?]$/.test(most.errors[0].message) ? '' : '.'}` : null,
    run.plan.failDeliberately ? ' One batch in ten was made to fail on purpose.' : null,
    ' ', el('a', { href: '#failures' }, 'All kinds of failure'));
  if (byId('verdict').nextElementSibling !== byId('failures')) byId('verdict').after(byId('failures'));
}
