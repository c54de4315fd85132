const costColumns = [{ name: 'Figure', value: row => row.name }, { name: 'Source', value: row => row.source, text: true },
  count('Total', 'total'), count('Per second', 'perSecond'),
  { name: 'Per operation', title: 'Per committed operation', value: row => row.perOperation, show: row => row.perOperation === null || row.perOperation === undefined ? '–' : exactly(row.perOperation) },
  count('Per batch', 'perBatch'), count('Mean', 'mean'), count('Max', 'max')];

/** Shares of an operation are small: four significant digits instead of decimals. */
const exactly = value => figure(value, String(Number(value.toPrecision(4))));

function showServer(run) {
  const costs = run.serverCosts ?? [];
  byId('server').hidden = costs.length === 0;
  if (costs.length === 0) return;
  byId('server-line').textContent = `Between two readings of the server: ${number(costs[0].operations)} operations were committed and ${number(costs[0].batches)} batches ended. The work of others on the server is in these figures.`;
  showTable(document.querySelector('[data-table="server"]'), 'What the run cost the server', costColumns, costs);
  fill(byId('server-notes'), ...(run.serverNotes ?? []).map(note => el('li', {}, note)));
}
