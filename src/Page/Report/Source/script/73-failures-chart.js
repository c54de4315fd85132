const kindTones = ['c4', 'c2', 'c5', 'c7', 'c8', 'c3', 'c1', 'c6'];

/** Series on top of one another: drawn from the whole down, so that each covers what lies above it. */
function stack(columns) {
  const sums = [];
  columns.forEach((column, i) => sums.push(column.map((value, at) => (value ?? 0) + (i ? sums[i - 1][at] : 0))));
  return sums.reverse();
}

function showFailureChart(run) {
  const points = drawnIntervals(run);
  const kinds = failureKinds.filter(kind => run.intervals.some(point => point['failures' + kind] > 0));
  const perSecond = kinds.map(kind => points.map(point => point.widthSeconds > 0 ? point['failures' + kind] / point.widthSeconds : 0));
  byId('no-failures').hidden = kinds.length > 0 || run.intervals.length === 0;
  failureValues = perSecond;
  showChart('failures', points.length > 0 && kinds.length > 0 && {
    signature: `failures ${kinds}`, cursor: timeCursor,
    alternative: `Stacked areas of failed ${noun(run)} per second over time: ${kinds.map(words).join(', ')}. Their numbers are under Failures.`,
    data: [middles(points), ...stack(perSecond)],
    options: () => ({
      scales: { x: { time: false }, y: { range: fromZero } },
      axes: [timeAxis(), axis(`failed ${noun(run)}/s`)],
      series: [timeSeriesNow(), ...kinds.map((kind, i) => line(`${words(kind)}/s`, kindTones[i % kindTones.length], String, {
        width: 1, fill: colour(kindTones[i % kindTones.length]), paths: uPlot.paths.stepped({ align: 1 }),
        value: (u, v, s, at) => at === null || at === undefined ? '–' : rate(failureValues[i][at]),
      })).reverse()],
      hooks: timeHooks(currentRun),
    }),
  });
}

let failureValues = [];
