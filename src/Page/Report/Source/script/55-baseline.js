const signed = value => (value > 0 ? '+' : value < 0 ? '−' : '') + number(Math.abs(value), 1);
const differenceUnit = row => row.unit === 'Share' ? 'points' : '%';
const differenceText = row => row.difference === null || row.difference === undefined ? '–' : `${signed(row.difference)} ${differenceUnit(row)}`;
const intervalText = row => row.lower === null || row.lower === undefined ? '–' : `${signed(row.lower)} to ${signed(row.upper)} ${differenceUnit(row)}`;
const measured = (row, value) => value === null || value === undefined ? '–'
  : figure(value, row.unit === 'Share' ? percent(value) : row.unit === 'Milliseconds' ? `${milliseconds(value)} ms` : rate(value));
const tones = { Slower: 'bad-text', Worse: 'bad-text', Faster: 'good-text', Better: 'good-text', Same: 'good-text' };

const differenceColumns = [
  { name: 'Figure', value: row => row.figure },
  { name: 'Baseline', value: row => row.baseline, show: row => measured(row, row.baseline) },
  { name: 'This run', value: row => row.run, show: row => measured(row, row.run) },
  { name: 'Difference', value: row => row.difference, show: differenceText },
  { name: '95 % interval', value: row => row.lower, show: intervalText },
  { name: 'Proven', value: row => row.verdict, text: true, show: row => el('span', { class: tones[row.verdict] ?? 'doubt-text' }, row.verdict) }];

function showBaseline() {
  const { baseline, baselineOption } = findings;
  if (!baseline) return fill(byId('baseline-line'), 'No earlier run was named. Name one with ', el('code', {}, baselineOption), ' to compare.');
  const { tone, word, sentence } = baseline;
  fill(byId('baseline-line'), badge(tone, word, 'baseline-word'), sentence);
  const all = baseline.rows.filter(row => row.name === 'Aggregated');
  showTable(document.querySelector('[data-table="baseline"]'), 'This run against the baseline', differenceColumns, all);
  const warnings = [`The baseline is run ${baseline.runId} of ${moment(baseline.startedAt)} against ${baseline.server ?? 'a server that is not known'}.`,
    ...all.length ? ['One run on each side: this holds for these two runs only, since two runs of one server differ too. Six runs a side prove it for the servers.'] : [],
    ...baseline.warnings];
  fill(byId('baseline-warnings'), ...warnings.map(text => el('li', {}, text)));
  byId('baseline-names').hidden = all.length === 0;
  showWhenOpen(byId('baseline-names'), host => showTable(host, 'Differences by request name', [
    { name: 'Request name', value: row => row.method ? `${row.method} ${row.name}` : row.name },
    ...differenceColumns.slice(0, 1).map(column => ({ ...column, text: true })), ...differenceColumns.slice(3),
    { name: 'In words', value: row => row.message, text: true }], baseline.rows));
}
