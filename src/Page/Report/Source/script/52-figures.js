const aggregated = run => run.metrics.find(row => row.name === 'Aggregated') ?? null;

/** True where batches that were cut off could move a percentile; or, below 0, the mean. */
const isBound = (row, level) => level < 0 ? row.meanIsLowerBound === true
  : row.censoredFromPercentile !== null && row.censoredFromPercentile !== undefined && level >= row.censoredFromPercentile;

const latencyText = (row, key, level) => (isBound(row, level) ? '≥ ' : '') + milliseconds(row[key]);
const latency = (row, key, level) => figure(row[key], latencyText(row, key, level));

function tile(id, name, value, unit, more, main = false) {
  return el('div', main ? { class: 'main' } : {}, el('dt', {}, name),
    el('dd', { class: 'value', id }, value, unit ? el('small', {}, ' ' + unit) : null), el('dd', { class: 'more' }, more));
}

function showFigures(run) {
  const row = aggregated(run);
  if (!row) {
    byId('window').textContent = run.endedAt ? 'nothing was measured' : 'nothing was measured yet';
    return;
  }
  byId('window').textContent = row.windowStart ? `over the measured window of ${number(row.windowSeconds, 1)} s` : 'nothing was measured';
  const perBatch = row.requests ? row.operationsSent / row.requests : null;
  fill(byId('figures'),
    tile('committed-per-second', 'Committed operations', figure(row.committedOperationsPerSecond, rate(row.committedOperationsPerSecond)), '/s', `${number(row.operationsCommitted)} counted from answers`, true),
    tile('batches-per-second', 'Requests', figure(row.requestsPerSecond, rate(row.requestsPerSecond)), '/s', row.requests === 0 ? 'none' : `${counted(run, row.requests)} of ${perBatch === 1 ? 'one operation each' : `${number(perBatch, Number.isInteger(perBatch) ? 0 : 1)} operations`}`),
    tile('p50', 'Response time p50', latency(row, 'p50Ms', 50), 'ms', `mean ${latencyText(row, 'meanMs', -1)} ms`),
    tile('p95', 'Response time p95', latency(row, 'p95Ms', 95), 'ms', `p90 ${latencyText(row, 'p90Ms', 90)} ms`),
    tile('p99', 'Response time p99', latency(row, 'p99Ms', 99), 'ms', `p99.9 ${latencyText(row, 'p999Ms', 99.9)} ms`),
    tile('max', `Slowest ${noun(run, 1)}`, latency(row, 'maxMs', 100), 'ms', `fastest ${milliseconds(row.minMs)} ms`),
    tile('failure-rate', 'Failed', row.requests === 0 ? '–' : figure(row.failureRate, percent(row.failureRate)), '', `${number(row.failures)} of ${counted(run, row.requests)}`),
    tile('triple', 'Per triple', figure(row.tripleMeanMs, milliseconds(row.tripleMeanMs)), 'ms', run.plan.deleteResources === false && isVolume(run) ? 'create and update, mean' : 'create, update and delete, mean'));
}
