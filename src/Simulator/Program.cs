using System.Runtime.InteropServices;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Configuration;
using EdFi.BatchPerf.Simulator.Specification;

if (args.Contains("--help"))
{
    Console.Write(HelpText.Write());
    return 0;
}

try
{
    var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        stop.TrySetResult();
    }

    using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    await using var host = await SimulatorHost.StartAsync(CommandLine.Parse(args, Environment.GetEnvironmentVariable));
    Console.WriteLine("edfi-dms-simulator listening on " + string.Join(';', host.Urls.Select(url => url.ToString().TrimEnd('/'))));
    if (host.Options.ExitWithStdin)
    {
        _ = Console.OpenStandardInput().CopyToAsync(Stream.Null).ContinueWith(_ => stop.TrySetResult(), TaskScheduler.Default);
    }

    await stop.Task;
    return 0;
}
catch (OptionException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 2;
}
catch (SpecificationException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 2;
}
catch (IOException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 3;
}
