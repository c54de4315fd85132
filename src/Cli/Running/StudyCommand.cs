using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Cli.Options;
using EdFi.BatchPerf.Cli.Output;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Jobs.Preparing;
using EdFi.BatchPerf.Jobs.Studies;

namespace EdFi.BatchPerf.Cli.Running;

/// <summary><c>--measureBatchSize</c> and <c>--findCapacity</c>: many runs, a table, an answer, one file.</summary>
internal sealed class StudyCommand(ConsoleHost host, Log log, RunSettings settings)
{
    /// <exception cref="BatchPerfException">Anything that keeps the study from being made, or its file from being written.</exception>
    public async Task<ExitCode> MeasureSizesAsync()
    {
        using var server = new ServerAccess(settings.Connection, log);
        var outcome = await new SizeJob(new ConsoleJobHost(host, log)).RunAsync(
            Request(SizeRequest.FileName),
            settings.Job<SizeRequest>(),
            server.OpenAsync);
        StudySummary.Write(host.Out, host.OutWidth(), outcome.Found!);
        return End(outcome, outcome.Found!.KneeTripleCount is null ? ExitCode.Failures : ExitCode.Success);
    }

    /// <exception cref="BatchPerfException">Anything that keeps the search from being made, or its file from being written.</exception>
    public async Task<ExitCode> FindCapacityAsync()
    {
        using var server = new ServerAccess(settings.Connection, log);
        var job = new CapacityJob(new ConsoleJobHost(host, log));
        var outcome = await job.RunAsync(
            Request(CapacityRequest.FileName),
            settings.Job<CapacityRequest>() with { Thresholds = settings.Source.Lines(OwnSettings.Threshold) },
            server.OpenAsync);
        StudySummary.Write(host.Out, host.OutWidth(), outcome.Found!);
        return End(
            outcome,
            outcome.Found!.Answer is CapacityAnswer.Found or CapacityAnswer.MaximumHeld ? ExitCode.Success : ExitCode.Threshold);
    }

    private ExitCode End<T>(StudyOutcome<T> outcome, ExitCode code)
        where T : class
    {
        if (outcome.Problem is not { } problem)
        {
            return host.Stop.IsCancellationRequested ? ExitCode.Canceled : code;
        }

        log.Error(problem);
        return ExitCodes.Of(problem);
    }

    private StudyRequest Request(string file) => new()
    {
        Catalog = ScenarioCatalog.Load(settings.ScenarioPaths.Select(host.FullPath), host.Stop),
        Names = settings.Builder.Names,
        Fixtures = new FixtureStep(settings.Keys, [], settings.CreateMissing),
        Seed = settings.Seed,
        Plan = settings.Builder.Plan,
        File = Path.Combine(host.FullPath(settings.OutputDirectory), file),
    };
}
