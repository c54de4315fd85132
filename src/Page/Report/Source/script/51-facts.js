function load(plan, sent) {
  return plan.segment ? `${wholeLoad(plan, sent)}, of which the share ${plan.segment}` : wholeLoad(plan, sent);
}

function wholeLoad(plan, sent) {
  const clients = `${number(plan.clientCount)} ${plan.clientCount === 1 ? 'client' : 'clients'}`;
  if (plan.loadModel === 'Closed') return plan.stages.length ? `closed loop, stages ${plan.stages.join(', ')}` : `closed loop, ${clients}, ${plan.spawnRate} spawned per second`;
  const pace = plan.stages.length ? `stages ${plan.stages.join(', ')}`
    : plan.operationRate ? `${number(plan.operationRate, 1)} operations/s` : `${number(plan.arrivalRate, 1)} ${sent}/s`;
  return `open loop, ${pace}, ${(plan.arrivalDistribution ?? '').toLowerCase()}, at most ${number(plan.clientCount)} in flight`;
}

function facts(...pairs) {
  return el('dl', {}, ...pairs.filter(([, value]) => value !== null && value !== undefined && value !== '')
    .flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, String(value))]));
}

/** A setting of the plan as text; null where it says nothing. */
function factText(value, fact) {
  if (typeof value === 'boolean') return value ? fact.whenTrue : fact.whenFalse;
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'number') return value ? number(value, Number.isInteger(value) ? 0 : 1) : null;
  const text = /^(\d+\.)?\d\d:\d\d:\d\d/.test(value ?? '') ? duration(value) : value;
  return text === '0 s' ? null : text;
}

/** Settings that most runs leave as they are. */
const expertSettings = ['retryCount', 'requestTimeout', 'stopTimeout'];

function planFacts(run) {
  const volume = isVolume(run);
  return readData('fact-data').filter(fact => volume || !fact.volumeOnly)
    .map(fact => [volume ? fact.volumeWords : fact.words, factText(run.plan[fact.key], fact), expertSettings.includes(fact.key)]);
}

/** How many of so many clients, batches or arrivals a run's share of its plan has: those whose number modulo the count is in it. */
function ownOf(plan, total) {
  const [, first, last, count] = /^(\d+)(?:-(\d+))?\/(\d+)$/.exec(plan.segment ?? '') ?? [null, 1, 1, 1];
  const units = (last ?? first) - first + 1;
  return Math.floor(total / count) * units + Math.min(Math.max(total % count - (first - 1), 0), units);
}

/** What a run came to where that is less than its plan; null where all of it was reached, or while it lasts. */
function reached(run) {
  const { plan } = run;
  const parts = [];
  const clients = ownOf(plan, plan.clientCount);
  const batches = ownOf(plan, plan.batchCount ?? 0);
  if (run.clientsBegun !== null && run.clientsBegun !== undefined && plan.loadModel === 'Closed' && !plan.stages.length && run.clientsBegun < clients) {
    parts.push(`${number(run.clientsBegun)} of ${number(clients)} clients`);
  }
  if (batches && !isVolume(run) && run.totals.batches < batches) parts.push(`${number(run.totals.batches)} of ${number(batches)} batches`);
  return run.endedAt && parts.length ? parts.join(', ') : null;
}

function showFacts(run) {
  const { plan, environment: machine } = run;
  const settings = planFacts(run);
  byId('run-id').textContent = run.runId;
  fill(byId('facts'),
    facts(['Server', run.server], ['Version', run.serverVersion ?? 'not known'], ['Data standard', run.dataStandard ?? 'not known'],
      ['Batch limit', run.batchLimit ? `${run.batchLimit} operations` : 'not known'], ['Retries', run.retries || null]),
    facts(['Test', words(run.testType)], ['Load', load(plan, isVolume(run) ? 'triples' : 'batches')], ...settings.filter(([, , expert]) => !expert), ['Reached', reached(run)]),
    facts(['Started', moment(run.startedAt)], ['Ended', run.endedAt ? moment(run.endedAt) : 'still running'], ['Ended by', run.stopReason === 'None' ? null : words(run.stoppedBy ?? run.stopReason)],
      ['Measured', run.measuredFrom ? `${clock(secondsBetween(run.startedAt, run.measuredFrom), 1)} to ${run.measuredTo ? clock(secondsBetween(run.startedAt, run.measuredTo), 1) : 'now'}` : null],
      ['Tool', machine ? `EdFi.BatchPerf ${machine.toolVersion}` : null]));
  fill(byId('more-facts').querySelector('.facts'),
    facts(...settings.filter(([, , expert]) => expert), ['Seed', run.seed]),
    facts(['Connections', number(run.connections)],
      ['Set-up p50, max', run.connections ? `${milliseconds(run.connectionSetUpP50Ms)}, ${milliseconds(run.connectionSetUpMaxMs)} ms` : null],
      ['Tokens fetched', run.tokenRequests],
      ['Reused parents', run.parentsCreated ? `${number(run.parentsCreated)} created, ${number(run.parentsDeleted)} deleted` : null]),
    facts(['Run', run.runId], ['Results', run.resultPath],
      ...(machine ? [['Runtime', machine.runtime], ['System', machine.operatingSystem],
        ['Machine', `${machine.machineName}, ${machine.processorCount} cores${machine.serverGc ? ', server GC' : ''}`]] : [])));
  byId('origin').textContent = root.dataset.mode === 'live' ? `EdFi.BatchPerf ${machine?.toolVersion ?? ''}: this page is updated while the run lasts, and keeps its last state.` : `Written by EdFi.BatchPerf ${machine?.toolVersion ?? ''}. The page contains the run as in summary.json, in the element #run-data.`;
}
