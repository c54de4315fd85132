const kindColumns = run => [{ name: 'Kind', value: row => row.kind }, { name: capital(noun(run)), value: row => row.batches },
  { name: `Share of all ${noun(run)}`, value: row => row.share, show: row => figure(row.share, percent(row.share)) }];

const failureKinds = ['BadRequest', 'Validation', 'Unauthorized', 'Forbidden', 'NotFound', 'Conflict', 'PreconditionFailed', 'TooLarge', 'Throttled',
  'NotSupported', 'ServerError', 'Timeout', 'ConnectionFailed', 'InvalidResponse', 'ClientResources'];

function countKinds(run) {
  const counts = new Map();
  for (const error of run.errors) counts.set(error.kind ?? 'other', (counts.get(error.kind ?? 'other') ?? 0) + error.occurrences);
  const all = run.totals.batches;
  return [...counts].map(([kind, batches]) => ({ kind, batches, share: all ? batches / all : null })).sort((a, b) => b.batches - a.batches);
}

function showError(run, error) {
  const failed = error.firstFailedOperation;
  const pairs = [
    [capital(noun(run)), `${number(error.occurrences)} of ${isVolume(run) ? `${error.method} ` : ''}${error.name}`],
    ['Retried', error.retried ? `${number(error.retried)} failed attempts, after which the ${noun(run, 1)} was sent again` : null],
    ['Seen', `${moment(error.firstSeen)} to ${moment(error.lastSeen)}`],
    ['Correlation id', error.firstCorrelationId],
    ['Operation', failed ? `${failed.op ?? '?'} ${failed.resource ?? '?'}${isVolume(run) ? '' : ` at position ${failed.index < 0 ? 'unknown' : failed.index}`}` : null],
    ['Problem', failed ? [failed.status, failed.title, failed.type].filter(Boolean).join(' · ') : null],
    ['Detail', failed?.detail],
    ['Its correlation id', failed?.correlationId && failed.correlationId !== error.firstCorrelationId ? failed.correlationId : null],
  ];
  return el('article', { class: 'error' }, el('h3', {}, `${error.kind ?? 'Other'}${error.statusCode ? ` (${error.statusCode})` : ''}: ${error.message}`),
    el('dl', {}, ...pairs.filter(([, value]) => value).flatMap(([name, value]) =>
      [el('dt', {}, name), el('dd', {}, name.endsWith('orrelation id') ? el('code', {}, value) : value)])));
}

/** Deadlocks hide among server errors: they are named where loads collide on purpose, or where there are any. */
const collisions = ({ plan, totals }) => plan.contention || totals.deadlocks > 0
  ? ` Conflicts (409): ${number(totals.conflicts)}. Probable deadlocks (500 after 0.9 s or longer, naming no operation): ${number(totals.deadlocks)}.` : '';

function showFailures(run) {
  const most = failedShare(run) >= manyFailures ? 3 : 10; // figures must not be far below many failures
  byId('failure-line').textContent = run.errors.length === 0 ? `No ${noun(run, 1)} failed, in any phase of the run.`
    : 'Each kind of failure once, over the whole run, with the answer to the first one.' + collisions(run);
  showTable(document.querySelector('[data-table="kinds"]'), `Failed ${noun(run)} by kind`, kindColumns(run), countKinds(run));
  const signature = JSON.stringify(run.errors.map(error => error.occurrences));
  if (byId('errors').dataset.signature !== signature) {
    byId('errors').dataset.signature = signature;
    const articles = [...run.errors].sort((a, b) => b.occurrences - a.occurrences).map(error => showError(run, error));
    fill(byId('errors'), ...articles.slice(0, most));
    fill(byId('more-errors').querySelector('div'), ...articles.slice(most));
    byId('more-errors').hidden = articles.length <= most;
    byId('more-errors').querySelector('summary').textContent = `${articles.length - most} more kinds of failure`;
  }
}
