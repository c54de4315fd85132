using System.Runtime.ExceptionServices;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Cli.Output;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Files.SetUp;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Page.Dashboard;
using EdFi.BatchPerf.Questions.Thresholds;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Servers;

namespace EdFi.BatchPerf.Cli.Running;

/// <summary>The main job: connect, fixtures, load, figures, files.</summary>
internal sealed class LoadTest(ConsoleHost host, Log log, RunSettings settings)
{
    /// <exception cref="BatchPerfException">Anything that keeps the load from beginning, or its files from being complete.</exception>
    public async Task<ExitCode> RunAsync()
    {
        var resumed = settings.Resume is { } journal ? ResumedRun.Read(host.FullPath(journal)) : null;
        var jobHost = new ConsoleJobHost(host, log);
        if (resumed is not null)
        {
            JournalWarnings.OfReader(jobHost, resumed.Content);
        }

        var builder = new PlanBuilder(settings, ScenarioTemplates.Load(settings, host));
        log.Debug($"Scenarios: {string.Join(", ", builder.Wanted)}");
        (resumed?.Plan ?? builder.Plan(builder.Scenarios(builder.Options([], [])))).Validate();
        await using var dashboard = settings.DashboardPort is { } port ? RunDashboard.Open(port) : null; // disposed last: files do not wait for viewers
        await using var files = await RunFiles.PrepareAsync(settings, host);
        var traffic = new SetUpTraffic();
        var setUp = new SetUpSteps(settings, log, traffic);
        using var connection = await ServerAccess.ConnectAsync(settings.Connection, log, host.Stop);
        if (resumed is not null)
        {
            JournalWarnings.OfServer(jobHost, resumed.Content, connection);
            resumed = await resumed.VerifyAsync(connection, host.Stop);
        }

        builder = resumed is null ? await builder.VerifyAsync(connection, host.Stop) : builder;
        var keys = resumed?.Content.Header.Options.FixtureKeys ?? builder.FixtureKeys;
        var descriptors = await setUp.MakeFixturesAsync(connection, keys, resumed is null ? builder.Descriptors : [], host.Stop);
        var parents = await setUp.ReadParentsAsync(connection, resumed?.Plan.Contention ?? settings.Contention, keys, host.Stop);
        resumed = resumed is { NeedsParents: true } ? resumed.With(parents) : resumed;
        var options = resumed?.Content.Header.Options ?? builder.Options(descriptors, parents);
        var plan = resumed?.Plan ?? builder.Plan(builder.Scenarios(options));
        setUp.WarnOf(connection, plan);
        await using var meter = await ServerProbes.BeginAsync(settings, log, host.Stop);
        files.Open(plan.RequestNames(connection.ResourcesUrl), traffic);
        var id = resumed?.Id ?? RunId.New();
        files.OpenJournal(id, resumed, () => JournalHeader.Of(id, connection.BaseUrl, plan, options, settings.ScenarioPaths.Select(host.FullPath)));
        var run = await LoadAsync(connection, plan, files, id, dashboard, meter);
        return Report(run, files);
    }

    private async Task<BatchRun> LoadAsync(ApiConnection connection, RunPlan plan, RunFiles files, RunId id, RunDashboard? dashboard, ServerMeter? meter)
    {
        var progress = new ProgressLine(host.Error, host.ErrorIsTerminal, plan.PlannedDuration, shown: log.IsInfo);
        if (dashboard is not null)
        {
            await host.Error.WriteLineAsync($"Dashboard: {dashboard.Url} (whoever has this address can change the load and stop the run)");
        }

        var load = LoadRun.Start(connection, plan, new RunOptions
        {
            Sinks = settings.Harness.Debug ? [files.Results, new OutcomePrinter(host.Out)] : [files.Results],
            Observers = dashboard is null ? [files.Locust, progress] : [files.Locust, progress, dashboard],
            ResultPath = files.Results.Path,
            Journal = files.Journal,
            RunId = id,
            Server = meter,
        });
        log.Info($"Run {load.Run.RunId}, seed {load.Run.Seed}: {string.Join(", ", load.Run.Plan.Scenarios)}. Ctrl+C ends it with complete files.");
        dashboard?.Attach(load);
        await using (host.Stop.UnsafeRegister(static run => ((LoadRun)run!).Cancel(), load))
        {
            await load.Completion;
        }

        _ = dashboard?.CloseAsync(); // awaited when it is disposed, after the files have been written
        progress.Clear();
        return load.Run;
    }

    private ExitCode Report(BatchRun run, RunFiles files)
    {
        var document = run.ToDocument();
        var (tested, problem) = Test(run.StopReason == StopReason.ResultFileFailed ? ThresholdSubject.Of(run) : MetricsFile.Subject(run, files.Results.Path));
        var unwritten = files.WriteRun(document, tested);
        RunSummary.Write(host.Out, run);
        ServerSummary.Write(host.Out, run);
        foreach (var note in run.ServerNotes)
        {
            log.Warning(note);
        }

        log.Info("Files:");
        foreach (var path in files.Paths)
        {
            log.Info("  " + path);
        }

        RunSummary.WriteThresholds(host.Out, tested);
        foreach (var file in unwritten)
        {
            log.Error(file);
        }

        var code = ExitCodes.With(ExitCodes.Of(run.StopReason, run.Totals), run.Totals, tested);
        if (run.Fault is { } fault)
        {
            log.Error($"{run.StopReason}: {fault}");
        }
        else if (code == ExitCode.FailureRate)
        {
            log.Error("More than half of all requests failed: the run was ended early.");
        }

        problem?.Throw();
        return ExitCodes.WithFiles(code, unwritten.Count == 0 && run.Fault is null);
    }

    /// <summary>A threshold that turns out to fit nothing must not cost the run its files: the problem is told when they are written.</summary>
    private (IReadOnlyList<BatchThresholdResult> Tested, ExceptionDispatchInfo? Problem) Test(ThresholdSubject subject)
    {
        try
        {
            return ([.. settings.Thresholds.SelectMany(t => t.Test(subject))], null);
        }
        catch (BatchPerfException exception)
        {
            return ([], ExceptionDispatchInfo.Capture(exception));
        }
    }
}
