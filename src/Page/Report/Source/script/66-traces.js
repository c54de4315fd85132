const outcome = trace => [trace.statusCode ?? 'no answer', trace.errorKind ? words(trace.errorKind) : null].filter(part => part !== null).join(', ');

const traceColumns = run => [{ name: 'Response time ms', value: trace => trace.responseTimeMs, title: 'From the intended start to the end of the answer', show: trace => figure(trace.responseTimeMs, (trace.errorKind === 'Canceled' ? '≥ ' : '') + milliseconds(trace.responseTimeMs)) },
  { name: 'At', value: trace => trace.atSeconds, title: 'When it was due, since the start of the run', show: trace => figure(trace.atSeconds, clock(trace.atSeconds, 1)) },
  ...(run.machines?.length ? [{ name: 'Machine', value: trace => trace.machine, text: true }] : []),
  { name: 'Name', value: trace => isVolume(run) ? `${trace.method} ${trace.name}` : trace.name, text: true },
  { name: 'Held', value: trace => trace.held, text: true },
  { name: 'Answer', value: outcome, text: true },
  { name: 'Attempts', value: trace => trace.attempts },
  { name: 'Trace id', value: trace => trace.traceId, text: true, show: trace => el('code', {}, trace.traceId) },
  { name: 'Correlation id', value: trace => trace.correlationId, text: true, show: trace => trace.correlationId ? el('code', {}, trace.correlationId) : '–' }];

/** The traced batches that are worth looking up in the server's traces. */
function showTraces(run) {
  const { traces } = run;
  byId('traces').hidden = !traces;
  if (!traces) return;
  const failed = traces.failed.length;
  byId('traces-title').textContent = traces.slowest.length === 1 ? `The slowest ${noun(run, 1)}` : traces.slowest.length ? `The ${counted(run, traces.slowest.length).replace(' ', ' slowest ')}` : `Traced ${noun(run)}`;
  byId('traces-line').textContent = `${counted(run, traces.sampled)} (${percentWords(traces.share)}) went out with a trace id of W3C Trace Context. Look for it in the server's traces, and for the correlation id in its log.`;
  showTable(document.querySelector('[data-table="slowest"]'), `The slowest traced ${noun(run)} of the measured window`, traceColumns(run), traces.slowest);
  byId('traced-failures').hidden = failed === 0;
  byId('traced-failures').querySelector('summary').textContent = `Traced ${noun(run)} that failed: ${number(failed)}`
    + (traces.failedLeftOut ? ` listed, ${number(traces.failedLeftOut)} others left out` : '');
  showTable(document.querySelector('[data-table="traced-failures"]'), `Traced ${noun(run)} that failed`, traceColumns(run), traces.failed);
}
