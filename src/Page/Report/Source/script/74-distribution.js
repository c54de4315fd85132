const decoded = new Map();

/** Histograms by their text: the same one is decoded once. */
async function histogramOf(text) {
  if (!text) return null;
  if (decoded.size > 20) decoded.clear();
  if (!decoded.has(text)) decoded.set(text, decodeHistogram(text));
  return decoded.get(text);
}

/** 1/(1-share): 10 for 90 %, 100 for 99 %. Ten steps for each halving of the rest. */
function levelsFor(total) {
  const shares = [];
  for (let rest = 1; rest * total >= 1 && shares.length < 400; rest /= 2 ** 0.1) shares.push(1 - rest);
  return shares;
}

const share = inverse => 100 * (1 - 1 / inverse);
const shareText = inverse => +share(inverse).toFixed(Math.max(1, Math.ceil(Math.log10(inverse)) - 1)) + ' %';

async function showDistribution(run) {
  const rows = run.metrics.filter(row => row.responseTimeHistogram && row.requests > 0);
  byId('distribution').hidden = rows.length === 0;
  if (rows.length === 0) return;
  const again = () => showDistribution(current);
  const names = [...rows].reverse().map(nameOf);
  const chosen = chartChoice('distribution', 'distribution-name', 'of', names, again);
  const log = chartSwitch('distribution', 'distribution-log', 'log scale', again);
  const row = rows.find(candidate => nameOf(candidate) === chosen) ?? rows.at(-1);
  const [response, service] = await Promise.all([histogramOf(row.responseTimeHistogram), histogramOf(row.serviceTimeHistogram)]);
  const shares = levelsFor(Math.max(response.total, service?.total ?? 0));
  const values = (histogram, longest) => shares.map(level => histogram?.total ? valueAt(histogram, level, longest) : null);
  showChart('distribution', {
    signature: `distribution ${log} ${nameOf(row)}`,
    alternative: `Line chart of ${nameOf(row)}: 50 % of the ${noun(run)} took at most ${milliseconds(row.p50Ms)} ms, 90 % ${milliseconds(row.p90Ms)} ms, 99 % ${milliseconds(row.p99Ms)} ms, the slowest ${milliseconds(row.maxMs)} ms.`,
    data: [shares.map(level => 1 / (1 - level)), values(response, row.maxMs), values(service, row.serviceMaxMs)],
    options: () => ({
      scales: { x: { time: false, distr: 3, range: (u, low, high) => [1, Math.max(10, high)] }, y: log ? { distr: 3, range: logRange } : { range: fromZero } },
      axes: [axis('percentile', { splits: u => [1, 2, 4, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7].filter(split => split <= u.scales.x.max), filter: (u, splits) => splits, values: (u, ticks) => ticks.map(shareText), size: 40 }), axis('ms')],
      series: [{ label: 'Percentile', value: (u, v) => v ? shareText(v) : '–' }, line('Response time, ms', 'c1', milliseconds), line('Service time, ms', 'c2', milliseconds, { dash: [6, 4] })],
    }),
  });
}
