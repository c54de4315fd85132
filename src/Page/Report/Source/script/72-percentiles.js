const overTime = [['p50', 'p50Ms', 'c3'], ['p95', 'p95Ms', 'c1'], ['p99', 'p99Ms', 'c5'], ['Max', 'maxMs', 'c6']];

function showPercentiles(run) {
  const points = drawnIntervals(run);
  const log = chartSwitch('percentiles', 'percentiles-log', 'log scale', () => showPercentiles(current));
  const highest = points.reduce((most, point) => Math.max(most, point.maxMs ?? 0), 0);
  showChart('percentiles', points.length && {
    signature: `percentiles ${log}`, cursor: timeCursor,
    alternative: `Line chart of response times over time in milliseconds: p50, p95, p99 and the longest, which is at most ${milliseconds(highest)} ms. The values are in the table below.`,
    data: [middles(points), ...overTime.map(([, key]) => points.map(point => point[key] ?? null))],
    options: () => ({
      scales: { x: { time: false }, y: log ? { distr: 3, range: logRange } : { range: fromZero } },
      axes: [timeAxis(), axis('response time, ms')],
      series: [timeSeriesNow(), ...overTime.map(([label, , tone]) => line(`${label}, ms`, tone, milliseconds, label === 'Max' ? { width: 1, dash: [4, 3] } : {}))],
      hooks: timeHooks(currentRun),
    }),
  });
}

const intervalColumns = run => [
  { name: 'Time', value: row => row.startSeconds, show: row => figure(row.startSeconds, `${clock(row.startSeconds, 1)} to ${clock(row.startSeconds + row.widthSeconds, 1)}`) },
  count('Clients', 'clients'), count('In flight', 'inFlight'), count(capital(noun(run)), 'batches'), count('Failed', 'failures'), count('Operations committed', 'operationsCommitted'),
  ofRate('Committed operations/s', 'committedOperationsPerSecond'),
  ...overTime.map(([name, key]) => ofTime(`${name}, ms`, key)),
  ...failureTimes.filter(([, key]) => run.intervals.some(row => row[key] !== null && row[key] !== undefined)).map(([name, key]) => ofTime(`Failed ${name}, ms`, key)),
];
const ofTime = (name, key) => ({ name, value: row => row[key], show: row => figure(row[key], milliseconds(row[key])) });

function showIntervals(run) {
  byId('interval-values').hidden = run.intervals.length === 0;
  showWhenOpen(byId('interval-values'), host => showTable(host, 'The run over time', intervalColumns(current), current.intervals));
  const unit = change => change.kind === 'Clients' ? 'clients' : isVolume(run) ? 'triples/s' : 'batches/s';
  fill(byId('load-changes'), ...(run.loadChanges ?? []).map(change => el('li', {},
    `${clock(change.atSeconds, 1)}: the load was changed by hand${change.previous === null || change.previous === undefined ? '' : ` from ${number(change.previous, change.previous % 1 ? 1 : 0)}`} to ${number(change.target, change.target % 1 ? 1 : 0)} ${unit(change)}.`)));
}
