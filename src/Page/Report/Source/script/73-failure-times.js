const failureTimes = [['p50', 'failureP50Ms', 'c4'], ['p95', 'failureP95Ms', 'c2'], ['p99', 'failureP99Ms', 'c5'], ['Max', 'failureMaxMs', 'c6']];

/** How long failures took: a server that refuses at once fails far faster than it answers. Runs of version 0.1 do not know it. */
function showFailureTimes(run) {
  const points = drawnIntervals(run);
  const lines = failureTimes.filter(([, key]) => points.some(point => point[key] !== null && point[key] !== undefined));
  const log = chartSwitch('failure-times', 'failure-times-log', 'log scale', () => showFailureTimes(current));
  const highest = points.reduce((most, point) => Math.max(most, point.failureMaxMs ?? 0), 0);
  showChart('failure-times', lines.length > 0 && {
    signature: `failure-times ${log} ${lines.length}`, cursor: timeCursor,
    alternative: `Line chart of the response times of failed ${noun(run)} over time in milliseconds: ${lines.map(([label]) => label).join(', ')}; the longest took ${milliseconds(highest)} ms. The values are in the table below.`,
    data: [middles(points), ...lines.map(([, key]) => points.map(point => point[key] ?? null))],
    options: () => ({
      scales: { x: { time: false }, y: log ? { distr: 3, range: logRange } : { range: fromZero } },
      axes: [timeAxis(), axis('response time of failures, ms')],
      series: [timeSeriesNow(), ...lines.map(([label, , tone]) => line(`${label}, ms`, tone, milliseconds, { points: { show: true, size: 4 }, ...label === 'Max' ? { width: 1, dash: [4, 3] } : {} }))],
      hooks: timeHooks(currentRun),
    }),
  });
}
