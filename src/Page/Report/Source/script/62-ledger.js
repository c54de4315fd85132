const outcomes = [['committed', 'Committed'], ['rolledBack', 'Rolled back'], ['failed', 'Failed'], ['notAttempted', 'Not attempted'], ['unknown', 'Unknown']];
const outcomeColumns = [count('Sent', 'sent'), ...outcomes.map(([key, name]) => count(name, key))];

function byOperation(ledger) {
  const sums = new Map();
  for (const row of ledger) {
    const key = JSON.stringify([row.name, row.op, row.resource]);
    const sum = sums.get(key) ?? { name: row.name, op: row.op, resource: row.resource, sent: 0, committed: 0, rolledBack: 0, failed: 0, notAttempted: 0, unknown: 0 };
    for (const name of ['sent', ...outcomes.map(([key]) => key)]) sum[name] += row[name];
    sums.set(key, sum);
  }
  return [...sums.values()];
}

const operationColumns = [
  { name: 'Operation', value: row => row.op ?? '–' }, { name: 'Resource', value: row => row.resource, text: true },
  { name: 'Request name', value: row => row.name, text: true }, ...outcomeColumns];
const positionColumns = [{ name: 'Request name', value: row => row.name }, count('Position', 'position'),
  { name: 'Operation', value: row => row.op ?? '–', text: true }, { name: 'Resource', value: row => row.resource, text: true }, ...outcomeColumns];

function showLedger(run) {
  byId('positions').hidden = isVolume(run); // a request of one operation has no positions
  const rows = run.ledger.filter(row => row.position !== null && row.position !== undefined);
  showTable(document.querySelector('[data-table="ledger"]'), 'Operations by kind and resource', operationColumns, byOperation(rows));
  showWhenOpen(byId('positions'), host => showTable(host, 'Operations by position in the batch', positionColumns, rows));
}

/** Fills a folded part when it is opened. */
function showWhenOpen(details, show) {
  const host = details.querySelector('.scroll');
  details.ontoggle = () => details.open && show(host);
  if (details.open) show(host);
}
