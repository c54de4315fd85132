function show(run) {
  current = run;
  showVerdict(run);
  showFacts(run);
  showFigures(run);
  showMetrics(run);
  showLedger(run);
  showFailures(run);
  showServer(run);
  showIntervals(run);
  showThroughput(run);
  showPercentiles(run);
  showFailureChart(run);
  showLedgerChart(run);
  return showDistribution(run);
}

showLimits(readData('limit-data'));
setUpTheme();
showNouns(readData('run-data'));
show(readData('run-data')).finally(() => { root.dataset.ready = ''; });
setUpLive();
