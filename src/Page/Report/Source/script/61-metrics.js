/** A Volume run has a row for each name and method. */
const nameOf = row => row.method && isVolume(row) ? `${row.method} ${row.name}` : row.name;
const nameColumn = { name: 'Request name', value: nameOf };
const isTotal = row => row.name === 'Aggregated';

const batchColumns = run => [
  nameColumn,
  count(capital(noun(run)), 'requests', 'scheduled in the measured window'), count('Failed', 'failures'),
  { name: 'Failed, %', value: row => row.failureRate, show: row => row.requests === 0 ? '–' : figure(row.failureRate, percent(row.failureRate)) },
  count('Cut off', 'censored', 'given up at the end of the run'),
  ofRate(`${capital(noun(run))}/s`, 'requestsPerSecond', 'ended in the measured window'), ofRate('Failed/s', 'failuresPerSecond'),
  count('Bytes sent', 'requestBytes'), count('Bytes received', 'responseBytes'), count('Bytes/request', 'meanRequestBytes'), count('Bytes/answer', 'meanResponseBytes'),
];

const operationsColumns = [
  nameColumn,
  ofRate('Committed/s', 'committedOperationsPerSecond', 'committed in the measured window'),
  count('Sent', 'operationsSent'), count('Attempted', 'operationsAttempted'), count('Committed', 'operationsCommitted'),
  count('Rolled back', 'operationsRolledBack'), count('Failing', 'operationsFailed'), count('Not attempted', 'operationsNotAttempted'), count('Unknown', 'operationsUnknown'),
  { name: 'Triple, ms', title: 'mean time of a triple', value: row => row.tripleMeanMs, show: row => figure(row.tripleMeanMs, milliseconds(row.tripleMeanMs)) },
];

const levels = [['p50', 'P50Ms', 50], ['p66', 'P66Ms', 66], ['p75', 'P75Ms', 75], ['p80', 'P80Ms', 80], ['p90', 'P90Ms', 90], ['p95', 'P95Ms', 95],
  ['p98', 'P98Ms', 98], ['p99', 'P99Ms', 99], ['p99.9', 'P999Ms', 99.9], ['p99.99', 'P9999Ms', 99.99], ['Max', 'MaxMs', 100]];

function timeColumns(prefix) {
  const key = name => prefix ? prefix + name : name[0].toLowerCase() + name.slice(1);
  const column = ([name, property, level]) => ({ name, value: row => row[key(property)], show: row => latency(row, key(property), level) });
  return [nameColumn, ...[['Mean', 'MeanMs', -1], ['Std. dev.', 'StdDevMs', -1], ['Min', 'MinMs', -1], ...levels].map(column)];
}

const firstByteColumns = [['First byte p50', 'firstByteP50Ms'], ['First byte p99', 'firstByteP99Ms']]
  .map(([name, key]) => ({ name, value: row => row[key], show: row => figure(row[key], milliseconds(row[key])) }));

const responseColumns = timeColumns('');
const serviceColumns = [...timeColumns('service'), ...firstByteColumns];

function showMetrics(run) {
  const host = name => document.querySelector(`#metrics [data-table="${name}"]`);
  showTable(host('batches'), `${capital(noun(run))} by request name`, batchColumns(run), run.metrics, isTotal);
  showTable(host('operations'), 'Operations by request name', operationsColumns, run.metrics, isTotal);
  showTable(host('response'), 'Response time in milliseconds by request name', responseColumns, run.metrics, isTotal);
  showTable(host('service'), 'Service time in milliseconds by request name', serviceColumns, run.metrics, isTotal);
  byId('censored').hidden = run.metrics.every(row => row.censoredFromPercentile === null || row.censoredFromPercentile === undefined);
  byId('closed-loop').hidden = run.plan.loadModel !== 'Closed' || Boolean(run.plan.pacing);
}
