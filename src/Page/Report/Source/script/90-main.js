/** A run in which nothing ended has no empty charts and tables. */
function hideEmpty(run) {
  byId('charts').hidden = run.intervals.length === 0 && !isLive;
  byId('metrics').hidden = run.metrics.length === 0 && !isLive;
  byId('ledger').hidden = run.ledger.length === 0 && !isLive;
}

function show(run) {
  current = run;
  hideEmpty(run);
  showAlarm(run);
  showVerdict(run);
  showGlossary(run);
  showFacts(run);
  showMachines(run);
  showFigures(run);
  showMetrics(run);
  showLedger(run);
  showFailures(run);
  showServer(run);
  showTraces(run);
  showIntervals(run);
  showThroughput(run);
  showPercentiles(run);
  showFailureChart(run);
  showFailureTimes(run);
  showLedgerChart(run);
  return showDistribution(run);
}

showAnswer();
showLimits();
showBaseline();
setUpTheme();
showNouns(readData('run-data'));
show(readData('run-data')).finally(() => { root.dataset.ready = ''; });
setUpLive();
