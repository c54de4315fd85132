const outcomeTones = ['c3', 'c7', 'c4', 'c6', 'c5'];
let ledgerRows = [];

function showLedgerChart(run) {
  if (isVolume(run)) return showChart('ledger', null);
  const names = [...new Set(run.ledger.filter(row => row.position !== null && row.position !== undefined).map(row => row.name))];
  const again = () => showLedgerChart(current);
  const chosen = names.length ? chartChoice('ledger', 'ledger-name', 'of', names, again) : '';
  const without = chartSwitch('ledger', 'ledger-without', 'only what was not committed', again);
  ledgerRows = run.ledger.filter(row => row.name === chosen && row.position !== null && row.position !== undefined).sort((a, b) => a.position - b.position);
  const drawn = outcomes.map(([key, name], i) => [key, name, outcomeTones[i]]).filter(([key]) => key !== 'committed' || !without);
  showChart('ledger', ledgerRows.length > 0 && {
    signature: `ledger ${without} ${chosen}`,
    alternative: `Stacked bars of ${chosen}: for each of ${ledgerRows.length} positions in the batch, how many operations were committed, rolled back, failed, not attempted or are unknown. The numbers are in the tables below.`,
    data: [ledgerRows.map(row => row.position), ...stack(drawn.map(([key]) => ledgerRows.map(row => row[key])))],
    options: () => ({
      scales: { x: { time: false, range: (u, low, high) => [low - 0.7, high + 0.7] }, y: { range: fromZero } },
      axes: [axis('position in the batch', { size: 40, incrs: [1, 2, 5, 10, 20, 50, 100] }), axis('operations')],
      series: [
        { label: 'Position', value: (u, v, s, i) => ledgerRows[i] ? `${ledgerRows[i].position}, ${ledgerRows[i].op ?? '?'} ${ledgerRows[i].resource ?? ''}` : '–' },
        ...drawn.map(([key, name, tone]) => ({ ...line(name, tone, number), width: 0, fill: colour(tone), paths: uPlot.paths.bars({ size: [0.75, 48] }), points: { show: false },
          value: (u, v, s, i) => ledgerRows[i] ? number(ledgerRows[i][key]) : '–' })).reverse(),
      ],
    }),
  });
}
