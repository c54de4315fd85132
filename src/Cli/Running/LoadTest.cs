using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Cli.Output;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Jobs.Loads;
using EdFi.BatchPerf.Jobs.Preparing;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.ServerMetrics.Commands;
using EdFi.BatchPerf.Servers;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cli.Running;

/// <summary>The main job: one run, or several of one plan.</summary>
internal sealed class LoadTest(ConsoleHost host, Log log, RunSettings settings)
{
    /// <exception cref="BatchPerfException">Anything that keeps the load from beginning.</exception>
    public async Task<ExitCode> RunAsync()
    {
        using var server = new ServerAccess(settings.Connection, log);
        var outcome = await new LoadJob(new ConsoleLoadHost(host, log, settings.Debug)).RunAsync(Request(server));
        var code = outcome.Ends.Select(ExitCodes.Of).FirstOrDefault(static code => code != ExitCode.Success);
        if (outcome.Failure is { } failure)
        {
            log.Error(failure);
        }

        return code != ExitCode.Success ? code
            : outcome.Failure is { } problem ? ExitCodes.Of(problem)
            : outcome.Cut ? ExitCode.Canceled
            : code;
    }

    private LoadRequest Request(ServerAccess server) => new()
    {
        Servers = [new LoadServer(settings.Connection.BaseUrl, server.OpenAsync)],
        Start = settings.Values.Start,
        Meeting = Meeting(),
        PrepareOnly = settings.PrepareFixtures,
        Repeat = settings.Values.Get<int>(RunOptionTable.Repeat),
        Catalog = ScenarioCatalog.Load(settings.ScenarioPaths.Select(host.FullPath), host.Stop),
        Names = settings.Builder.Names,
        Fixtures = new FixtureStep(settings.Keys, [], settings.CreateMissing),
        Options = settings.Builder.Options,
        Plan = settings.Builder.Plan,
        ScenarioPaths = [.. settings.ScenarioPaths.Select(host.FullPath)],
        Resume = settings.Resume is { } journal ? host.FullPath(journal) : null,
        Force = settings.Force,
        Files = Files,
        Probes = new LoadProbes
        {
            Processes = settings.ServerProcesses,
            PostgreSql = settings.PostgreSql,
            Command = settings.MetricsCommand is { } command ? () => Task.FromResult<IServerProbe>(new ShellCommandProbe(command)) : null,
        },
        Telemetry = settings is { PrepareFixtures: false, OtlpEndpoint: { } endpoint } ? LoadTelemetry.To(endpoint) : null,
        DashboardPort = settings.DashboardPort,
        Thresholds = settings.Thresholds,
        Baseline = settings.Baseline is { } baseline ? host.FullPath(baseline) : null,
    };

    /// <exception cref="BatchPerfException">SegmentMissing.</exception>
    private StartFolder? Meeting()
    {
        if (settings.StartTogether is not { } folder)
        {
            return null;
        }

        var segment = settings.Values.Get<Segment?>(RunOptionTable.Segment) ?? throw new BatchPerfException(
            "SegmentMissing",
            ProblemKind.InvalidInput,
            $"{new OptionKey("StartTogether")} was given without this machine's share of the plan.",
            $"Add {new OptionKey("Segment")}, for example 1/8 on the first of eight machines.");
        return new StartFolder(host.FullPath(folder), segment, settings.StartWait, settings.StartIn, TimeProvider.System);
    }

    /// <summary>All in one folder, which each of several runs has for itself.</summary>
    private LoadFiles Files(RunNumber number)
    {
        var folder = number.Folder(host.FullPath(settings.OutputDirectory))!;
        var prefix = Path.Combine(folder, TestTypeName.Of(settings.TestType).ToLowerInvariant());
        return new LoadFiles
        {
            Folder = folder,
            Results = settings.ResultPath is { } results ? number.File(host.FullPath(results)) : StandardResults(prefix),
            ReplaceResults = settings.ResultPath is null || settings.Force,
            Journal = settings.JournalPath is { } journal ? number.File(host.FullPath(journal)) : null,
            JournalFolder = folder,
            ReplaceJournal = settings.Force,
            Locust = folder,
            Report = prefix + "_report.html",
            Markdown = settings.Markdown is { } markdown ? host.FullPath(markdown) : null,
        };
    }

    /// <summary>A run that goes on keeps the results of the part before it, which lie in the same folder.</summary>
    private string StandardResults(string prefix) =>
        settings.Resume is null
            ? prefix + "_results.csv"
            : Enumerable.Range(2, int.MaxValue - 2)
                .Select(part => $"{prefix}_results-{part}.csv")
                .Prepend(prefix + "_results.csv")
                .First(static path => !File.Exists(path));
}
