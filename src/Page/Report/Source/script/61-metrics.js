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

/** The columns of a table. */
const columnsOf = (group, detail = false) => [nameColumn, ...metricRows.filter(metric => metric.group === group && metric.detail === detail).map(metric => (
  { name: metric.heading, title: metric.words, value: row => row[metric.key], show: showOf(metric) }))];

const moreWords = { Response: 'Response time in milliseconds', Service: 'Service time in milliseconds' };
const serviceKeys = metricRows.filter(metric => metric.group === 'Response').map(metric => [metric.key, `service${capital(metric.key)}`]);
let serviceShown = false;

/** In a closed loop a batch starts when it is due, so that both times are the same: the table is folded away there. */
function showService(run, host) {
  const equal = run.metrics.every(row => serviceKeys.every(([response, service]) => Math.abs((row[response] ?? 0) - (row[service] ?? 0)) <= 0.005 * (row[response] ?? 0)));
  byId('service-line').textContent = `From the real start of a ${noun(run, 1)} to the end of its answer. ${equal ? 'The same as the response times of this run, since every one started when it was due.'
    : 'Response times are longer by the time that a due one waited for a client.'}`;
  if (!serviceShown && run.metrics.length) [byId('service').open, serviceShown] = [!equal, true];
  showTable(host, 'Service time in milliseconds by request name', columnsOf('Service'), run.metrics, isTotal);
}

function showMetrics(run) {
  const host = name => document.querySelector(`#metrics [data-table="${name}"]`);
  showTable(host('batches'), `${capital(noun(run))} by request name`, columnsOf('Batches'), run.metrics, isTotal);
  showTable(host('operations'), 'Operations by request name', columnsOf('Operations'), run.metrics, isTotal);
  showTable(host('response'), 'Response time in milliseconds by request name', columnsOf('Response'), run.metrics, isTotal);
  showService(run, host('service'));
  showWhenOpen(byId('more-metrics'), () => ['Batches', 'Response', 'Service'].forEach(group =>
    showTable(host(`${group.toLowerCase()}-more`), `${moreWords[group] ?? capital(noun(current))} by request name, further figures`, columnsOf(group, true), current.metrics, isTotal)));
  showTable(host('failed'), 'Response time of failures in milliseconds by request name', columnsOf('Failures'), run.metrics.filter(row => row.failures > 0), isTotal);
  byId('failed-times').hidden = run.metrics.every(row => row.failures === 0);
  byId('censored').hidden = !run.metrics.some(row => isBound(row, -1) || isBound(row, 100));
  byId('closed-loop').hidden = run.plan.loadModel !== 'Closed' || Boolean(run.plan.pacing);
}
