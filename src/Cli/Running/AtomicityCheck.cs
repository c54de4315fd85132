using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Cli.Options;
using EdFi.BatchPerf.Cli.Output;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Files.Output;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Questions.Atomicity;
using EdFi.BatchPerf.Scenarios;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cli.Running;

/// <summary>The job of <c>--testAtomicity</c>: poisoned batches instead of a load, verdicts, one file.</summary>
internal sealed class AtomicityCheck(ConsoleHost host, Log log, RunSettings settings)
{
    private const int UsualTripleCount = 4;
    private const string FileName = "batch_atomicity.json";

    /// <exception cref="BatchPerfException">Anything that keeps the test from being made, or its file from being written.</exception>
    public async Task<ExitCode> RunAsync()
    {
        var plan = Plan();
        var keys = new FixtureKeys { LocalEducationAgencyId = settings.Harness.LocalEducationAgencyId };
        var catalog = settings.ScenarioPaths.Count == 0 ? new ScenarioCatalog() : ScenarioCatalog.Load(settings.ScenarioPaths.Select(host.FullPath), host.Stop);
        var tripleCount = (int?)settings.Source.WholeNumber(KnownSettings.BatchTripleCount, 1, ScenarioOptions.MaxTripleCount) ?? UsualTripleCount;
        var scenarios = new AtomicityScenarios(catalog, settings.Harness.Tests, tripleCount, settings.Seed, keys);
        plan.Check(scenarios.Compile([]));
        var directory = host.FullPath(settings.Harness.OutputDirectory);
        using var claim = OutputDirectory.Claim(directory, FileName);
        log.Info($"Connecting to {settings.Connection.BaseUrl} as {settings.Connection.Key} ...");
        using var connection = await ApiConnection.OpenAsync(settings.Connection, log.TellAsync, host.Stop);
        await scenarios.VerifyAsync(connection, host.Stop);
        var descriptors = await scenarios.ReadyAsync(connection.GetResources(), fixturesAreThere: false, settings.CreateMissing, host.Stop);
        var results = new List<BatchAtomicityResult>();
        try
        {
            foreach (var scenario in scenarios.Compile(descriptors))
            {
                await TryAsync(new AtomicityTest(connection, scenario, keys, plan), scenario, results);
            }
        }
        catch (OperationCanceledException) when (host.Stop.IsCancellationRequested)
        {
            log.Warning("Stopped. What was prepared has been deleted, but for what is named above.");
            return ExitCode.Canceled;
        }
        finally
        {
            AtomicitySummary.Write(host.Out, results);
            var path = Path.Combine(directory, FileName);
            AtomicityJson.Write(path, results);
            log.Info($"File: {path}");
        }

        return results.TrueForAll(static r => r.Verdict == AtomicityVerdict.Atomic) ? ExitCode.Success : ExitCode.Atomicity;
    }

    private async Task TryAsync(AtomicityTest test, IScenario scenario, List<BatchAtomicityResult> results)
    {
        log.Info($"Test {test.Id} of {scenario.RequestName}. Ctrl+C ends it when its documents have been deleted.");
        try
        {
            await test.RunAsync(new Told(results.Add, log), host.Stop);
        }
        finally
        {
            foreach (var left in test.NotCleanedUp)
            {
                log.Warning($"Not deleted: {left}");
            }
        }
    }

    private AtomicityPlan Plan()
    {
        var source = settings.Source;
        var usual = new AtomicityPlan();
        IReadOnlyList<AtomicityPoison> poisons = [.. source.List(OwnSettings.Poison).Select(ReadPoison)];
        poisons = poisons.Count == 0 ? usual.Poisons : poisons;
        return usual with
        {
            Poisons = source.Flag(OwnSettings.CancelBatch) == true ? [.. poisons, AtomicityPoison.Cancellation] : poisons,
            Positions = source.List(OwnSettings.Position) is { Count: > 0 } positions ? positions : usual.Positions,
            LoadClients = (int?)source.WholeNumber(OwnSettings.LoadClients, 0, 1000) ?? 0,
            KeepSurvivors = source.Flag(OwnSettings.KeepSurvivors) ?? false,
            RequestTimeout = settings.RequestTimeout ?? usual.RequestTimeout,
        };
    }

    private static AtomicityPoison ReadPoison(string name) => Enum.TryParse<AtomicityPoison>(name, ignoreCase: true, out var poison) && Enum.IsDefined(poison) && !char.IsAsciiDigit(name[0])
        ? poison
        : throw new BatchPerfException("InvalidSetting", ProblemKind.InvalidInput, $"'{name}' (the option --{OwnSettings.Poison.Name}) is not a poison.", $"Write one or more of {string.Join(", ", Enum.GetNames<AtomicityPoison>())}.");

    private sealed class Told(Action<BatchAtomicityResult> add, Log log) : IProgress<BatchAtomicityResult>
    {
        public void Report(BatchAtomicityResult value)
        {
            add(value);
            log.Debug(value.ToString());
        }
    }
}
