/** Intervals as columns for the charts. The sliver at a run's end would give a wild rate: it is in the table only. */
function drawnIntervals(run) {
  const widest = run.intervals.reduce((most, point) => Math.max(most, point.widthSeconds), 0);
  return run.intervals.filter(point => point.widthSeconds >= widest / 5);
}

const middles = points => points.map(point => point.startSeconds + point.widthSeconds / 2);

function timeSeries(points) {
  const span = i => `${clock(points[i].startSeconds, 1)} to ${clock(points[i].startSeconds + points[i].widthSeconds, 1)}`;
  return { label: 'Time', value: (u, v, s, i) => i === null || i === undefined || !points[i] ? '–' : span(i) };
}

const timeAxis = () => axis('time since the start', { values: (_, ticks) => ticks.map(tick => clock(tick, tick % 1 ? 1 : 0)), size: 40, space: 60, incrs: [0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400] });

/** Shades the measured window below the lines, and draws a line where the load was changed by hand. */
function timeHooks(run) {
  return {
    drawClear: [u => {
      const from = secondsBetween(run().startedAt, run().measuredFrom);
      if (from === null) return;
      const last = run().intervals.at(-1);
      const to = secondsBetween(run().startedAt, run().measuredTo) ?? (last ? last.startSeconds + last.widthSeconds : from);
      const [left, right] = [from, to].map(at => Math.min(Math.max(u.valToPos(at, 'x', true), u.bbox.left), u.bbox.left + u.bbox.width));
      u.ctx.fillStyle = colour('window');
      u.ctx.fillRect(left, u.bbox.top, Math.max(0, right - left), u.bbox.height);
    }],
    draw: [u => (run().loadChanges ?? []).forEach(change => {
      const x = u.valToPos(change.atSeconds, 'x', true);
      if (x < u.bbox.left || x > u.bbox.left + u.bbox.width) return;
      u.ctx.save();
      u.ctx.strokeStyle = u.ctx.fillStyle = colour('text');
      u.ctx.setLineDash([5, 4]);
      u.ctx.beginPath();
      u.ctx.moveTo(x, u.bbox.top);
      u.ctx.lineTo(x, u.bbox.top + u.bbox.height);
      u.ctx.stroke();
      u.ctx.font = `${12 * devicePixelRatio}px system-ui, sans-serif`;
      u.ctx.textAlign = 'left';
      u.ctx.textBaseline = 'top';
      u.ctx.fillText(' → ' + number(change.target, change.target % 1 ? 1 : 0), x, u.bbox.top + 2);
      u.ctx.restore();
    })],
  };
}

let current = null;
const currentRun = () => current;
const timeCursor = { sync: { key: 'over-time' } };

function showThroughput(run) {
  const points = drawnIntervals(run);
  const best = points.reduce((most, point) => Math.max(most, point.committedOperationsPerSecond), 0);
  showChart('throughput', points.length && {
    signature: 'throughput', cursor: timeCursor,
    alternative: `Line chart over ${clock(points.at(-1).startSeconds + points.at(-1).widthSeconds)}: committed operations per second, at most ${rate(best)}, and clients, at most ${Math.max(...points.map(point => point.clients))}. The values are in the table below.`,
    data: [middles(points), points.map(point => point.committedOperationsPerSecond), points.map(point => point.clients)],
    options: () => ({
      scales: { x: { time: false }, y: { range: fromZero }, clients: { range: fromZero } },
      axes: [timeAxis(), axis('committed operations/s'), axis('clients', { side: 1, scale: 'clients', grid: { show: false } })],
      series: [timeSeriesNow(), line('Committed operations/s', 'c1', rate, { fill: colour('window') }), line('Clients', 'c2', number, { scale: 'clients', paths: uPlot.paths.stepped({ align: 1 }), dash: [6, 3] })],
      hooks: timeHooks(currentRun),
    }),
  });
}

/** The intervals grow while a run lasts: a legend shows those of the moment. */
const timeSeriesNow = () => ({ label: 'Time', value: (u, v, s, i) => timeSeries(drawnIntervals(current)).value(u, v, s, i) });
