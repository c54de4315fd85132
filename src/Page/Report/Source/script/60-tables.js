const sorting = {};

/**
 * A table whose headers sort it. Columns: name, value (what is sorted by), show (node or text, the value when absent), text (true: left).
 * Headers are made once, so that a page that is updated keeps its focus.
 */
function showTable(host, caption, columns, rows, last = () => false) {
  const id = host.dataset.table ?? host.parentElement.id;
  const state = sorting[id] ??= { column: -1, up: false };
  if (rows.length === 0) return fill(host);
  if (!host.firstChild) host.append(el('table', {}, el('caption', { hidden: true }, caption), el('thead', {}), el('tbody', {})));
  const [table] = host.children;
  table.setAttribute('aria-label', caption);
  host.tabIndex = 0; // what scrolls must be reachable by keyboard
  host.setAttribute('role', 'region');
  host.setAttribute('aria-label', caption);
  const draw = () => {
    const order = [...rows];
    if (state.column >= 0) {
      const { value } = columns[state.column];
      order.sort((a, b) => (last(a) - last(b)) || compare(value(a), value(b)) * (state.up ? 1 : -1));
    }
    table.tHead.querySelectorAll('th').forEach((head, i) => {
      if (i === state.column) head.setAttribute('aria-sort', state.up ? 'ascending' : 'descending'); else head.removeAttribute('aria-sort');
    });
    table.tBodies[0].replaceChildren(...order.map(row => el('tr', last(row) ? { class: 'all' } : {}, ...columns.map((column, i) =>
      el(i === 0 ? 'th' : 'td', { scope: i === 0 ? 'row' : null, class: column.text ? 'text' : null }, column.show ? column.show(row) : shown(column.value(row)))))));
  };
  const names = columns.map(column => column.name).join('\n');
  if (table.dataset.columns !== names) {
    table.dataset.columns = names;
    fill(table.tHead, el('tr', {}, ...columns.map((column, i) => {
      const button = el('button', { type: 'button', title: column.title ?? null }, column.name);
      button.addEventListener('click', () => {
        [state.up, state.column] = [state.column === i ? !state.up : Boolean(column.text) || i === 0, i];
        table.redraw();
      });
      return el('th', { scope: 'col', class: column.text ? 'text' : null }, button);
    })));
  }
  table.redraw = draw;
  draw();
}

const compare = (a, b) => typeof a === 'string' || typeof b === 'string' ? String(a ?? '').localeCompare(String(b ?? '')) : (a ?? -Infinity) - (b ?? -Infinity);

const shown = value => value === null || value === undefined ? '–' : typeof value === 'number' ? figure(value, number(value)) : value;

const count = (name, key, title) => ({ name, title, value: row => row[key] });
const ofRate = (name, key, title) => ({ name, title, value: row => row[key], show: row => figure(row[key], rate(row[key])) });
