/** The words that a reader needs for the rest of the page. */
function glossary(run) {
  const perBatch = run.plan.operationsPerBatch;
  const volume = isVolume(run);
  return [
    ['Triple', `Create, update and delete of one record: three operations${volume ? ', each a request of its own' : ''}.`],
    volume ? ['Request', 'One HTTP request with one operation.']
      : ['Batch', `One HTTP request (POST /batch) with many operations${perBatch ? `, here ${number(perBatch, Number.isInteger(perBatch) ? 0 : 1)}` : ''}. The server carries out all of them or none. Columns named Requests count batches.`],
    ['Committed', `An operation that the server said it carried out for good. ${volume ? 'It is counted' : 'Counted one by one'} from the answers, never computed from settings.`],
    ['Verdict', 'Whether the figures describe the server. They do not where the load generator was the limit, the planned load was not reached, or the run was too short.'],
    ['Response time', `From the moment at which a ${noun(run, 1)} was due to the end of its answer, successes only. p95 = 250 ms: 95 % took 250 ms or less.`],
    ['Measured window', 'The part of the run that counts: without ramp, warm-up and the end.'],
  ];
}

const showGlossary = run => fill(byId('words'), ...glossary(run).map(([word, meaning]) => el('div', {}, el('dt', {}, word), el('dd', {}, meaning))));
