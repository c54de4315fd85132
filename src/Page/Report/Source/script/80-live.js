// The dashboard: the same page, kept up to date by the program that makes the load.
let ended = false;

function setUpLive() {
  if (!isLive) return;
  setUpControls();
  showState(current);
  const events = new EventSource('events');
  const take = text => {
    const { from, run } = JSON.parse(text);
    run.intervals = [...(current?.intervals ?? []).slice(0, from), ...run.intervals];
    show(run);
    showState(run);
  };
  events.addEventListener('run', event => take(event.data));
  events.addEventListener('end', event => {
    ended = true;
    events.close();
    take(event.data);
  });
  events.addEventListener('error', () => {
    if (!ended) state('lost', `Connection lost: the page shows the run as of ${clock(elapsedOf(current))}`);
  });
  addEventListener('pagehide', () => events.close());
}

const elapsedOf = run => {
  const last = run.intervals.at(-1);
  return last ? last.startSeconds + last.widthSeconds : 0;
};

/** Said aloud by screen readers only when it changes: the clock beside it is not. */
function state(kind, text) {
  if (root.dataset.state === kind) return;
  root.dataset.state = kind;
  byId('live-state').textContent = text;
  document.title = `${text.split(':')[0]} – batch load test ${current.runId}`;
  if (kind === 'ended') document.querySelectorAll('#control input, #control button').forEach(control => { control.disabled = true; });
}

function showState(run) {
  if (run.endedAt) state('ended', `Run ended: ${words(run.stopReason)}`);
  else if (run.stopReason !== 'None') state('stopping', 'Stopping');
  else if (Date.parse(run.startedAt) > Date.now()) state('waiting', 'Waiting for the common start');
  else state('running', 'Running');
  const last = run.intervals.at(-1);
  byId('live-clock').textContent = `${clock(elapsedOf(run))}${last && !run.endedAt ? `, ${number(last.clients)} clients, ${number(last.inFlight)} in flight` : ''}`;
}

function setUpControls() {
  byId('stop').addEventListener('click', () => {
    if (confirm('Stop the run? Nothing more is sent; answers to what was sent are awaited.')) post('stop', {});
  });
  if (current.machines?.length > 0) {
    // the load of several machines keeps to its plan
    for (const id of ['load-label', 'load-value', 'load-change']) byId(id).hidden = true;
    byId('load-value').required = false;
    return;
  }
  const open = current.plan.loadModel === 'Open';
  const value = byId('load-value');
  byId('load-label').textContent = open ? (isVolume(current) ? 'Triples per second' : 'Batches per second') : 'Clients';
  const { plan } = current;
  const share = ownOf(plan, 1e6) / 1e6;
  [value.min, value.max, value.step] = open ? ['0', `${1e6 * share}`, 'any'] : ['0', `${ownOf(plan, 1e5)}`, '1'];
  value.value = current.loadChanges.at(-1)?.target ?? (open ? +((plan.arrivalRate ?? (plan.operationRate ?? 0) / plan.operationsPerBatch) * share).toFixed(3) : ownOf(plan, plan.clientCount));
  byId('load-form').addEventListener('submit', event => {
    event.preventDefault();
    post('load', { target: value.valueAsNumber });
  });
}

async function post(what, body) {
  const message = byId('control-message');
  try {
    const answer = await fetch(what, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    message.textContent = await answer.text();
    message.className = answer.ok ? '' : 'bad-text';
  } catch {
    message.textContent = 'The load generator does not answer.';
    message.className = 'bad-text';
  }
}
