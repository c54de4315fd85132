/** A Volume run has a row for each name and method. */
const nameOf = row => row.method && isVolume(row) ? `${row.method} ${row.name}` : row.name;
const nameColumn = { name: 'Request name', value: nameOf };
const isTotal = row => row.name === 'Aggregated';

const metricRows = JSON.parse(byId('metric-data').textContent);

/** How a figure is shown, by what it is counted in. */
const showOf = ({ key, unit, level }) => row => {
  const value = row[key];
  if (level !== null) return latency(row, key, level);
  if (unit === 'Share') return row.requests === 0 ? '–' : figure(value, percent(value));
  if (unit === 'PerSecond') return figure(value, rate(value));
  return unit === 'Milliseconds' ? figure(value, milliseconds(value)) : shown(value);
};

/** The columns of a table; what counts batches counts requests in a Volume run. */
const columnsOf = (group, run) => [nameColumn, ...metricRows.filter(metric => metric.group === group).map(metric => (
  { name: metric.heading.replace(/^Batches/, capital(noun(run))), title: metric.words, value: row => row[metric.key], show: showOf(metric) }))];

function showMetrics(run) {
  const host = name => document.querySelector(`#metrics [data-table="${name}"]`);
  showTable(host('batches'), `${capital(noun(run))} by request name`, columnsOf('Batches', run), run.metrics, isTotal);
  showTable(host('operations'), 'Operations by request name', columnsOf('Operations', run), run.metrics, isTotal);
  showTable(host('response'), 'Response time in milliseconds by request name', columnsOf('Response', run), run.metrics, isTotal);
  showTable(host('service'), 'Service time in milliseconds by request name', columnsOf('Service', run), run.metrics, isTotal);
  showTable(host('failed'), 'Response time of failures in milliseconds by request name', columnsOf('Failures', run), run.metrics.filter(row => row.failures > 0), isTotal);
  byId('failed-times').hidden = run.metrics.every(row => row.failures === 0);
  byId('censored').hidden = run.metrics.every(row => row.censoredFromPercentile === null || row.censoredFromPercentile === undefined);
  byId('closed-loop').hidden = run.plan.loadModel !== 'Closed' || Boolean(run.plan.pacing);
}
