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

byId('no-charts').hidden = haveCharts;
byId('distribution').hidden = !haveCharts;
document.querySelectorAll('[data-chart]').forEach(host => { host.hidden = !haveCharts; });
showLimits(readData('limit-data'));
setUpTheme();
showNouns(readData('run-data'));
show(readData('run-data')).finally(() => { root.dataset.ready = ''; });
setUpLive();
