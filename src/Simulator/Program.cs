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

    var options = CommandLine.Parse(args, Environment.GetEnvironmentVariable);

    // A terminal sends Ctrl+C to all processes of a group: whoever holds the other end of stdin means the load with it, not its server.
    using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
    {
        signal.Cancel = true;
        if (!options.ExitWithStdin)
        {
            Stop(signal);
        }
    });
    using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    await using var host = await SimulatorHost.StartAsync(options);
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
