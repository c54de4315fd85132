const costColumns = run => [{ name: 'Figure', value: row => row.name }, { name: 'Source', value: row => row.source, text: true },
  precise('Total', 'total'), precise('Per second', 'perSecond'),
  precise('Per operation', 'perOperation', 'Per committed operation'), precise(`Per ${noun(run, 1)}`, 'perBatch'), precise('Mean', 'mean'), precise('Max', 'max')];

/** Shares of an operation are small, bytes are many: below 1,000 four significant digits instead of decimals. */
const exactly = value => value === null || value === undefined ? '–' : figure(value, Math.abs(value) < 1000 ? String(Number(value.toPrecision(4))) : number(value));
const precise = (name, key, title) => ({ name, title, value: row => row[key], show: row => exactly(row[key]) });

function showServer(run) {
  const costs = run.serverCosts ?? [];
  byId('server').hidden = costs.length === 0;
  if (costs.length === 0) return;
  byId('server-line').textContent = `Between two readings of the server: ${number(costs[0].operations)} operations were committed and ${counted(run, costs[0].batches)} ended. Other work on the server is included in these figures.`;
  showTable(document.querySelector('[data-table="server"]'), 'What the run cost the server', costColumns(run), costs);
  fill(byId('server-notes'), ...(run.serverNotes ?? []).map(note => el('li', {}, note)));
}
