using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Bench.Measuring;
using EdFi.BatchPerf.Bench.Sink;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Bench.Generators;

/// <summary>A run of many names and of any length inside this process, by a clock that runs fast.</summary>
internal static class LongRun
{
    /// <summary>Each sends a batch a second by the run's clock, so that every name is in every second.</summary>
    private const int Clients = 260;

    /// <summary>Makes one, with a point for each second as far as a run keeps them.</summary>
    /// <param name="simulator">What is connected to.</param>
    /// <param name="sink">Where batches of one triple go.</param>
    /// <param name="names">Request names.</param>
    /// <param name="length">The run's length by its own clock.</param>
    /// <param name="speed">Seconds of that clock in one second.</param>
    public static async Task<BatchRun> RunAsync(Simulators simulator, SinkProcess sink, int names, TimeSpan length, int speed)
    {
        using var connection = await ApiConnection.OpenAsync(
            new ConnectOptions
            {
                BaseUrl = new Uri(simulator.Url),
                Key = Simulators.Key,
                Secret = Simulators.Secret,
                BatchEndpoint = sink.Url + "/batch",
            },
            tell: null,
            CancellationToken.None);
        var scenario = FixedBody.Scenario(triples: 1);
        var plan = new RunPlan
        {
            Scenarios = [.. Enumerable.Range(1, names).Select(number => new ScenarioShare(new NamedScenario(scenario, number)))],
            ClientCount = Clients,
            SpawnRate = 1_000_000,
            ThinkTime = TimeSpan.FromSeconds(1),
            Duration = length,
            RequestTimeout = TimeSpan.FromHours(1),
            StopTimeout = TimeSpan.FromHours(1),
        };
        await using var load = LoadRun.Start(connection, plan, new RunOptions { Time = new FastTime(speed) });
        await load.Completion;
        BenchException.ThrowIf(load.Run.StopReason != StopReason.Duration, $"The run ended by {load.Run.StopReason}: {load.Run.Fault}");
        return load.Run;
    }
}
