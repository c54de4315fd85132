using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Cli.Options;
using EdFi.BatchPerf.Cli.Output;
using EdFi.BatchPerf.Jobs.Atomicity;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Jobs.Preparing;
using EdFi.BatchPerf.Questions.Atomicity;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Cli.Running;

/// <summary><c>--testAtomicity</c>: poisoned batches instead of a load, a table of verdicts, one file.</summary>
internal sealed class AtomicityCommand(ConsoleHost host, Log log, RunSettings settings)
{
    private const int UsualTripleCount = 4;
    private const string FileName = "batch_atomicity.json";
    private static readonly TimeSpan LongestSettling = TimeSpan.FromMinutes(10);

    /// <exception cref="BatchPerfException">Anything that keeps the test from being made, or its file from being written.</exception>
    public async Task<ExitCode> RunAsync()
    {
        var catalog = ScenarioTemplates.Load(settings, host);
        var tripleCount = settings.Values.Has(RunOptionTable.BatchTripleCount)
            ? settings.Values.Get<int>(RunOptionTable.BatchTripleCount)
            : UsualTripleCount;
        var request = new AtomicityRequest
        {
            Scenarios = new AtomicityScenarios(catalog, settings.Builder.Names ?? [], tripleCount, settings.Seed, settings.Keys),
            Fixtures = new FixtureStep(settings.Keys, [], settings.CreateMissing),
            Plan = Plan(),
            File = Path.Combine(host.FullPath(settings.OutputDirectory), FileName),
        };
        using var server = new ServerAccess(settings.Connection, log);
        var results = new List<BatchAtomicityResult>();
        var verdicts = new Told<BatchAtomicityResult>(result =>
        {
            results.Add(result);
            log.Debug(result.ToString());
        });
        try
        {
            await new AtomicityJob(new ConsoleJobHost(host, log)).RunAsync(request, server.OpenAsync, verdicts);
        }
        catch (OperationCanceledException) when (host.Stop.IsCancellationRequested)
        {
            log.Warning("Stopped. What was prepared has been deleted, but for what is named above.");
            return ExitCode.Canceled;
        }
        finally
        {
            AtomicitySummary.Write(host.Out, host.OutWidth(), results);
        }

        return results.TrueForAll(static r => r.Verdict == AtomicityVerdict.Atomic) ? ExitCode.Success : ExitCode.Atomicity;
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
            Rounds = settings.Values.Has(RunOptionTable.Repeat) ? settings.Values.Get<int>(RunOptionTable.Repeat) : usual.Rounds,
            LoadClients = (int?)source.WholeNumber(OwnSettings.LoadClients, 0, 1000) ?? 0,
            CancelAfter = source.Duration(OwnSettings.CancelAfter, TimeSpan.FromDays(1)),
            SettleTime = source.Duration(OwnSettings.SettleTime, LongestSettling) ?? usual.SettleTime,
            ForbiddenOperation = source.Text(OwnSettings.ForbiddenOperation) is { } text ? OperationReader.Read(text) : null,
            KeepSurvivors = source.Flag(OwnSettings.KeepSurvivors) ?? false,
            RequestTimeout = settings.Values.Has(RunOptionTable.RequestTimeout)
                ? settings.Values.Get<TimeSpan>(RunOptionTable.RequestTimeout)
                : usual.RequestTimeout,
        };
    }

    private static AtomicityPoison ReadPoison(string name) => Enum.TryParse<AtomicityPoison>(name, ignoreCase: true, out var poison)
        && Enum.IsDefined(poison)
        && !char.IsAsciiDigit(name[0])
        ? poison
        : throw new BatchPerfException(
            "InvalidSetting",
            ProblemKind.InvalidInput,
            $"'{name}' (the option --{OwnSettings.Poison.Name}) is not a poison.",
            $"Write one or more of {string.Join(", ", Enum.GetNames<AtomicityPoison>())}.");
}
