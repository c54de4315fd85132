// What all charts share.
const charts = new Map();
const paperWidth = 690;

/** Draws or updates a chart: spec gives data, series, axes and a signature that changes when more than the data does. */
function showChart(name, spec) {
  const host = document.querySelector(`[data-chart="${name}"]`);
  host.hidden = !spec;
  if (host.hidden) return;
  const chart = charts.get(name) ?? { host, plot: null };
  charts.set(name, chart);
  chart.spec = spec;
  chart.area ??= host.appendChild(el('div', { class: 'plot', role: 'img' }));
  chart.area.setAttribute('aria-label', spec.alternative);
  if (chart.plot && chart.signature === spec.signature) chart.plot.setData(spec.data);
  else drawChart(chart);
}

function drawChart(chart) {
  const { spec, area } = chart;
  chart.signature = spec.signature;
  chart.plot?.destroy();
  const width = widthOf(area);
  chart.plot = new uPlot({
    width, height: 270, ...spec.options(), legend: { live: true },
    cursor: { focus: { prox: 24 }, drag: { x: true, y: false }, ...spec.cursor },
  }, spec.data, area);
}

const widthOf = area => 'printing' in root.dataset ? paperWidth : Math.max(260, area.clientWidth);

function redrawCharts() {
  for (const chart of charts.values()) if (!chart.host.hidden) drawChart(chart);
}

themeListeners.push(redrawCharts);
new ResizeObserver(() => {
  for (const { plot, area } of charts.values()) {
    if (plot && plot.width !== widthOf(area)) plot.setSize({ width: widthOf(area), height: 270 });
  }
}).observe(document.body);

function axis(label, more = {}) {
  const [stroke, line] = [colour('quiet'), colour('line')];
  const font = '12px system-ui, sans-serif';
  return { label, stroke, font, labelFont: font, labelSize: 22, size: 58, grid: { stroke: line, width: 1 }, ticks: { stroke: line, width: 1 }, values: (_, ticks) => ticks.map(short), ...more };
}

const short = value => value === null ? '' : value >= 1e6 ? +(value / 1e6).toFixed(2) + ' M' : value >= 1e4 ? +(value / 1e3).toFixed(1) + ' k' : String(+value.toFixed(3));

const line = (label, name, value, more = {}) => ({ label, stroke: colour(name), width: 2, points: { show: u => u.data[0].length < 3 }, value: (_, v) => v === null || v === undefined ? '–' : value(v), ...more });

const fromZero = (_, low, high) => [0, high > 0 ? high * 1.08 : 1];

/** A log scale needs something above zero, and a decade to be seen. */
const logRange = (_, low, high) => low > 0 && high > 0 ? [10 ** Math.floor(Math.log10(low)), 10 ** Math.ceil(Math.log10(high * 1.0001))] : [0.1, 1000];

/** A checkbox in the caption that changes how a chart is drawn. */
function chartSwitch(name, id, label, redraw) {
  const caption = document.querySelector(`[data-chart="${name}"] figcaption`);
  if (byId(id)) return byId(id).checked;
  const box = el('input', { type: 'checkbox', id });
  box.addEventListener('change', redraw);
  optionsOf(caption).append(el('label', { for: id }, box, ' ' + label));
  return false;
}

/** A choice in the caption, of the request name that a chart is about. */
function chartChoice(name, id, label, names, redraw) {
  const caption = document.querySelector(`[data-chart="${name}"] figcaption`);
  const select = byId(id) ?? el('select', { id });
  if (!select.parentNode) {
    select.addEventListener('change', redraw);
    optionsOf(caption).append(el('label', { for: id }, label + ' ', select));
  }
  if ([...select.options].map(option => option.value).join('\n') !== names.join('\n')) {
    const chosen = select.value;
    fill(select, ...names.map(text => el('option', { value: text }, text)));
    if (names.includes(chosen)) select.value = chosen;
  }
  return select.value;
}

const optionsOf = caption => caption.querySelector('.chart-options') ?? caption.appendChild(el('span', { class: 'chart-options' }));
