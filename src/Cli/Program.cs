using EdFi.BatchPerf.Cli;
using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Cli.Running;

SocketTuning.Apply();
using var signals = new StopSignals();
return await Application.RunAsync(args, ConsoleHost.OfProcess(signals.Token));
