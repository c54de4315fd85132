const kindColumns = run => [{ name: 'Kind', value: row => row.kind }, { name: capital(noun(run)), value: row => row.batches },
  { name: `Share of all ${noun(run)}`, value: row => row.share, show: row => figure(row.share, percent(row.share)) },
  { name: 'Texts', value: row => row.texts }];

const failureKinds = ['BadRequest', 'Validation', 'Unauthorized', 'Forbidden', 'NotFound', 'Conflict', 'PreconditionFailed', 'TooLarge', 'Throttled',
  'NotSupported', 'ServerError', 'Timeout', 'ConnectionFailed', 'InvalidResponse', 'ClientResources'];

const times = count => count === 1 ? 'once' : `${number(count)} times`;

/** Failures of one status and kind, the most frequent first: one cause has as many texts as a batch has operations. */
function failureGroups(run) {
  const groups = new Map();
  for (const error of [...run.errors].sort((a, b) => b.occurrences - a.occurrences)) {
    const key = `${error.statusCode ?? ''} ${error.kind ?? 'other'}`;
    const group = groups.get(key) ?? { statusCode: error.statusCode, kind: error.kind, occurrences: 0, errors: [] };
    groups.set(key, group);
    group.occurrences += error.occurrences;
    group.errors.push(error);
  }
  return [...groups.values()].sort((a, b) => b.occurrences - a.occurrences);
}

function countKinds(run) {
  const all = run.totals.batches;
  return failureGroups(run).map(({ statusCode, kind, occurrences, errors }) => ({
    kind: `${kind ?? 'other'}${statusCode ? ` (${statusCode})` : ''}`, batches: occurrences, share: all ? occurrences / all : null, texts: errors.length,
  }));
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
    : 'Failures by kind over the whole run. Below, each text once with the answer to the first one: one cause may have several texts.' + collisions(run);
  showTable(document.querySelector('[data-table="kinds"]'), `Failed ${noun(run)} by kind`, kindColumns(run), countKinds(run));
  const signature = JSON.stringify(run.errors.map(error => error.occurrences));
  if (byId('errors').dataset.signature !== signature) {
    byId('errors').dataset.signature = signature;
    // The most frequent text of every kind comes first, so that a kind with many texts does not bury the others.
    const groups = failureGroups(run);
    const first = groups.map(group => group.errors[0]);
    const rest = groups.flatMap(group => group.errors.slice(1)).sort((a, b) => b.occurrences - a.occurrences);
    const articles = [...first, ...rest].map(error => showError(run, error));
    fill(byId('errors'), ...articles.slice(0, most));
    fill(byId('more-errors').querySelector('div'), ...articles.slice(most));
    byId('more-errors').hidden = articles.length <= most;
    byId('more-errors').querySelector('summary').textContent = `${articles.length - most} more ${articles.length - most === 1 ? 'text' : 'texts'}`;
  }
}
