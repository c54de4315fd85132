/** From this share of failures on they come before everything else. */
const manyFailures = 0.05;
const failedShare = ({ totals }) => totals.batches ? totals.failed / totals.batches : 0;

/** Good, bad or neither: a tone, a word and sentences. What is not proven is not called good. */
function answerOf(run) {
  const { limits, limitProblem, baseline } = findings;
  const [broken, untested, kept] = ['broken', 'untested', 'kept'].map(limitCount);
  const { tone: comparedTone, word: comparedWord } = baseline ?? { tone: '', word: '' };
  const [verdictTone, verdictMeaning] = verdicts[run.verdict.verdict] ?? ['doubt', ''];
  const limitWords = limits.length === 1 ? { good: 'The limit is kept', bad: 'The limit is not kept' }
    : { good: `All ${limits.length} limits are kept`, bad: `${broken} of ${limits.length} limits are not kept` };
  const compared = baseline ? ` Against the baseline: ${comparedWord.toLowerCase()}.` : '';
  const doubt = verdictTone === 'good' ? '' : ` But the verdict is ${verdictName(run)}: ${verdictMeaning[0].toLowerCase()}${verdictMeaning.slice(1)}`;
  if (run.totals.batches === 0) return ['doubt', 'No answer', `No ${noun(run, 1)} has ended, so there is nothing to judge.`];
  if (failedShare(run) > 0.5) return ['bad', 'Bad', `${run.totals.failed === run.totals.batches ? `All ${noun(run)}` : `${percent(failedShare(run))} of the ${noun(run)}`} failed.${compared}`];
  if (run.stopReason === 'Fault') return ['bad', 'Bad', 'The load generator failed, and the run ended early.'];
  if (broken) return ['bad', 'Bad', `${limitWords.bad}.${compared}`];
  if (comparedTone === 'bad') return ['bad', 'Bad', `${kept ? `${limitWords.good}, but the` : 'The'} run is worse than the baseline.`];
  if (limitProblem || untested) return ['doubt', 'Not known', `${limitProblem ? limits.length ? 'A limit' : 'The limits' : `${untested} of ${limits.length} limits`} could not be tested.${compared}`];
  if (kept && verdictTone === 'bad') return ['doubt', 'Not known', `${limitWords.good}.${doubt}${compared}`];
  if (kept) return [doubt ? 'doubt' : 'good', doubt ? 'Good, with a doubt' : 'Good', `${limitWords.good}.${doubt}${compared}`];
  if (comparedTone === 'good') return [doubt ? 'doubt' : 'good', comparedWord === 'Same' ? 'As good as the baseline' : 'Better than the baseline', `No limits were given.${doubt}`];
  return ['doubt', 'Not judged', baseline ? `No limits were given.${compared}` : 'The page cannot tell without limits or a baseline.'];
}

function showAnswer(run) {
  byId('answer').hidden = isLive; // the dashboard knows no limits
  const [tone, word, sentences] = answerOf(run);
  fill(byId('answer-line'), badge(tone, word, 'answer-word'), sentences);
}

/** Failures as a headline, and their section right below the answer, once there are many. */
function showAlarm(run) {
  const { failed, batches } = run.totals;
  const many = failed > 0 && failedShare(run) >= manyFailures;
  byId('alarm').hidden = !many;
  if (!many) return;
  byId('alarm-title').textContent = failed === batches ? `All ${counted(run, batches)} failed` : `${number(failed)} of ${counted(run, batches)} failed (${percent(failed / batches)})`;
  const [most] = failureGroups(run);
  fill(byId('alarm-line'),
    most ? `Most often (${times(most.occurrences)}): ${most.statusCode && !most.errors[0].message.includes(`${most.statusCode} `) ? `${most.statusCode} ` : ''}${most.kind ?? 'Other'}${most.errors.length > 1 ? ', such as' : ''}: ${most.errors[0].message}${/[.!?]$/.test(most.errors[0].message) ? '' : '.'}` : null,
    run.plan.failDeliberately ? ' One batch in ten was made to fail on purpose.' : null,
    ' ', el('a', { href: '#failures' }, 'All kinds of failure'));
  if (byId('verdict').nextElementSibling !== byId('failures')) byId('verdict').after(byId('failures'));
}
