const machineColumns = run => [{ name: 'Machine', value: machine => machine.name },
  { name: 'Share', value: machine => machine.segment, text: true },
  { name: 'State', value: machine => machine.state, text: true, show: machine => machine.state === 'Done' || machine.state === 'Running' ? machine.state.toLowerCase() : el('span', { class: 'bad-text', title: machine.fault ?? null }, machine.state.toLowerCase()) },
  { name: 'Run', value: machine => machine.runId, text: true },
  { name: capital(noun(run)), value: machine => machine.totals?.batches, title: 'In all phases', show: machine => machine.state === 'Lost' && machine.totals ? figure(machine.totals.batches, `≥ ${number(machine.totals.batches)}`) : shown(machine.totals?.batches) },
  { name: 'p95 ms', value: machine => machine.p95Ms, title: 'Response time in its own measured window', show: machine => figure(machine.p95Ms, milliseconds(machine.p95Ms)) },
  { name: 'Start ms', value: machine => machine.startDeviationMs, title: 'How much later than the common start its first batch went out', show: machine => figure(machine.startDeviationMs, signed(machine.startDeviationMs ?? 0)) },
  { name: 'Verdict', value: machine => machine.verdict?.verdict, text: true, show: machine => machine.verdict ? verdicts[machine.verdict.verdict].word : '–' }];

/** The machines of a merged run. */
function showMachines(run) {
  const machines = run.machines ?? [];
  byId('machines').hidden = machines.length === 0;
  if (machines.length === 0) return;
  const lost = machines.filter(machine => machine.state === 'Lost' || machine.state === 'Failed').length;
  if (isLive && !run.endedAt) {
    byId('machines-line').textContent = lost === 0 ? `${number(machines.length)} machines make this load together; figures are sums of what they last told, once a second.`
      : `${number(machines.length - lost)} of ${number(machines.length)} machines are at work; what was last heard of the others stays in the sums.`;
    showTable(document.querySelector('[data-table="machines"]'), 'The machines of the load', machineColumns(run), machines);
    return;
  }
  const done = machines.filter(machine => machine.state === 'Done').length;
  byId('machines-line').textContent = done === machines.length ? `${number(machines.length)} machines made this load together; the figures are those of all of them.`
    : `${number(done)} of ${number(machines.length)} machines carried out their share; the measured figures are theirs.`;
  showTable(document.querySelector('[data-table="machines"]'), 'The machines of the run', machineColumns(run), machines);
}
