using System.Globalization;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Files.Output;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Jobs.Parents;
using EdFi.BatchPerf.Jobs.Rehearsing;
using EdFi.BatchPerf.Jobs.Runs;
using EdFi.BatchPerf.Page.Dashboard;
using EdFi.BatchPerf.Questions.Comparison;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Jobs.Loads;

/// <summary>The main job: prepares servers, loads them, and stores and shows the runs' figures.</summary>
/// <param name="host">Where the job runs.</param>
internal sealed class LoadJob(ILoadHost host)
{
    private readonly LoadRehearsal _rehearsal = new(host);

    /// <summary>Makes all runs; checks all that can be checked before a server is asked for anything.</summary>
    /// <param name="request">The load.</param>
    /// <returns>The outcome of every run, also of those that ended before their time, whose figures and files are there.</returns>
    /// <exception cref="BatchPerfException">Anything that keeps a run from beginning.</exception>
    /// <exception cref="OperationCanceledException">The job was stopped before a run began.</exception>
    public async Task<LoadOutcome> RunAsync(LoadRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request is { PrepareOnly: true, Meeting: { IsFirst: false } others })
        {
            await others.AwaitFixturesAsync(host.Stop);
            return new LoadOutcome([]);
        }

        CheckStart(request);
        var resumed = request.Resume is { } journal ? ResumedRun.Read(journal) : null;
        if (resumed is not null)
        {
            JournalWarnings.OfReader(host, resumed.Content);
        }

        var baseline = request.Baseline is { } path ? ComparedRun.Read(path, host.Warn, host.Stop).Keep() : null;
        var draft = resumed?.Plan ?? Draft(request);
        draft.Validate();
        if (request.Telemetry?.Off is { } off)
        {
            host.Warn(off);
        }

        await using var page = new LoadPage(request.DashboardPort); // disposed last: files do not wait for viewers
        using var claims = new OutputClaims();
        var total = request.Repeat * request.Servers.Count;
        var claimed = false;
        var preparation = new LoadPreparation(host, request, draft, resumed, () =>
        {
            if (request.PrepareOnly)
            {
                return;
            }

            for (var number = 1; number <= total && !claimed; number++)
            {
                RunFiles.Claim(request.Files(new RunNumber(number, total)), draft, request.Resume, claims);
            }

            claimed = true;
            page.Open();
        });
        var starts = new Dictionary<LoadServer, LoadStart>();
        foreach (var server in request.Servers.Distinct())
        {
            if (await preparation.RunAsync(server) is { } start)
            {
                starts.Add(server, start);
            }
        }

        if (request.PrepareOnly)
        {
            request.Meeting?.NoteFixtures();
            return new LoadOutcome([]);
        }

        var turns = RunNumber.InTurns(request.Servers, request.Repeat).Where(starts.ContainsKey).Select(server => starts[server]);
        return await RunAllAsync(turns, total, page, Run);

        Task<LoadEnd> Run(LoadStart start, RunNumber number) => RunOnceAsync(request, start, number, page, claims, baseline);
    }

    /// <summary>The plan as far as it can be told without the server.</summary>
    private static RunPlan Draft(LoadRequest request) => request.Plan(
        request.Catalog,
        request.Options(request.Catalog, [], []) with { PoolSize = ScenarioOptions.SamplePool });

    /// <summary>Refuses a common start that the load could not keep.</summary>
    /// <exception cref="BatchPerfException">StartConflict, StartMissed.</exception>
    private static void CheckStart(LoadRequest request)
    {
        if (request is { Start: null, Meeting: null } or { PrepareOnly: true })
        {
            return;
        }

        var startAt = new OptionKey(request.Meeting is null ? "StartAt" : "StartTogether");
        if (request.Repeat * request.Servers.Count is > 1 and var runs)
        {
            throw new BatchPerfException(
                "StartConflict",
                ProblemKind.InvalidInput,
                $"{startAt} was given for {runs} runs, one after the other, of which only the first could begin then.",
                $"Make one run, against one server and without {new OptionKey("Repeat")}, or leave {startAt} out.");
        }

        if (request.Resume is not null)
        {
            throw new BatchPerfException(
                "StartConflict",
                ProblemKind.InvalidInput,
                $"{startAt} was given together with {new OptionKey("Resume")}: a run that goes on began long ago.",
                $"Leave {startAt} out.");
        }

        request.Start?.RequireAhead();
        request.Meeting?.RequireUnused();
    }

    /// <summary>Makes one run after the other; a problem that keeps one from beginning costs none of those before it.</summary>
    private async Task<LoadOutcome> RunAllAsync(
        IEnumerable<LoadStart> starts,
        int total,
        LoadPage page,
        Func<LoadStart, RunNumber, Task<LoadEnd>> run)
    {
        var ends = new List<LoadEnd>();
        foreach (var start in starts)
        {
            var number = new RunNumber(ends.Count + 1, total);
            try
            {
                host.Stop.ThrowIfCancellationRequested();
                ends.Add(await run(start, number));
            }
            catch (OperationCanceledException) when (ends.Count > 0 && host.Stop.IsCancellationRequested)
            {
                return new LoadOutcome(ends) { Cut = true };
            }
            catch (BatchPerfException problem) when (ends.Count > 0)
            {
                return new LoadOutcome(ends) { Failure = number.NotMade(problem) };
            }

            if (ends[^1].Problem is not null || ends[^1].Run.StopReason is StopReason.StopRequested or StopReason.Canceled)
            {
                break;
            }

            await page.CloseAsync(); // each run has one of its own
        }

        return new LoadOutcome(ends);
    }

    private async Task<LoadEnd> RunOnceAsync(
        LoadRequest request,
        LoadStart start,
        RunNumber number,
        LoadPage page,
        OutputClaims claims,
        ComparedRun? baseline)
    {
        LoadRun.RequireNoStopFile(start.Plan); // before files are opened, as all that can be checked
        request.Start?.RequireAhead();
        await _rehearsal.RunAsync(start.Connection, start.Plan, Outputs(request.Files(number)), at: request.Start);
        var dashboard = page.Open();
        var meter = await request.Probes.BeginAsync(host); // before files are opened: where it fails, those of an earlier run stay
        LoadRun? load = null;
        try
        {
            var id = start.Resumed?.Id ?? start.Numbers.Next();
            await using var files = await RunFiles.OpenAsync(request.Files(number), start, id, Header, request.Resume, claims);
            var outputs = new RunOutputs(host, files);
            await using var export = request.Telemetry?.Open(start, id);
            using var parents = new ClientParents(
                host,
                start.Connection,
                start.Plan,
                id,
                files.Journal,
                earlier: start.Resumed?.Content.Parents ?? []);
            await parents.CreateAsync();
            try
            {
                load = LoadRun.Start(start.Connection, start.Plan, new RunOptions
                {
                    Sinks = [.. new[] { files.Results, export?.Sink }.OfType<IResultSink>()],
                    Observers = Observers(outputs, start.Plan, files, dashboard),
                    StreamResults = host.ReadsResults,
                    ResultPath = files.Results?.Path,
                    Journal = files.Journal,
                    RunId = id,
                    Server = meter,
                    Start = request.Meeting?.Signal ?? request.Start,
                    Lease = request.Lease,
                    Time = request.Time,
                });
                dashboard?.Attach(load);
                export?.Attach(load.Run);
                var gathering = request.Meeting?.GatherAsync(load) ?? Task.CompletedTask;
                await FollowAsync(new LiveLoad(load, start.Plan, start.Connection, number), dashboard?.Url);
                await gathering;
            }
            finally
            {
                await parents.DeleteAsync();
                load?.NoteParents(parents.Created, parents.Deleted);
            }

            var exported = export?.EndAsync(host.Stop) ?? Task.FromResult<string?>(null);
            page.BeginClose(); // it is waited for when everything has been written
            var problem = request.Meeting?.Problem ?? RunEnd.Problem(load.Run, start.Plan);
            var end = await outputs.CompleteAsync(load.Run, problem, request.Thresholds, baseline);
            if (await exported is { } unsent)
            {
                host.Warn(unsent);
            }

            return end;

            JournalHeader Header() => JournalHeader.Of(id, start.Connection.BaseUrl, start.Plan, start.Options, request.ScenarioPaths);
        }
        finally
        {
            if (load is null && meter is not null)
            {
                await meter.DisposeAsync();
            }
        }
    }

    private RehearsedParts Outputs(LoadFiles files) =>
        files.Rehearsed | (host.ReadsResults ? RehearsedParts.Stream : RehearsedParts.None);

    private List<IRunObserver> Observers(RunOutputs outputs, RunPlan plan, RunFiles files, RunDashboard? dashboard)
    {
        var observers = new List<IRunObserver>();
        if (files.Locust is { } locust)
        {
            observers.Add(outputs.Beside(locust, "The files of Locust"));
        }

        if (host.ProgressOf(plan) is { } progress)
        {
            observers.Add(outputs.Beside(progress, "The progress"));
        }

        if (dashboard is not null)
        {
            observers.Add(outputs.Beside(dashboard, "The dashboard"));
        }

        return observers;
    }

    private static string Starts(BatchRun run) => run is { StartsIn: { } left, StartAt: { } start }
        ? string.Create(CultureInfo.InvariantCulture, $"The run starts at {StartSignal.Text(start)}, in {left.TotalSeconds:0.#} s.")
        : "The run waits to be told when to start.";

    private async Task FollowAsync(LiveLoad live, Uri? dashboard)
    {
        var run = live.Load.Run;
        if (dashboard is not null)
        {
            host.ShowDashboard(dashboard);
        }

        host.Say($"Run {run.RunId}{live.Number.Words}, seed {run.Seed}, against {run.Server}.");
        var model = run.Plan.LoadModel.ToLowerInvariant();
        var what = $"{string.Join(", ", run.Plan.Scenarios)}; {model} loop";
        host.Note($"Run {run.RunId} {(run.IsWaiting ? "is ready" : "started")}: {what}. Ctrl+C ends it with complete files.");
        if (run.IsWaiting)
        {
            host.Say(Starts(run));
        }

        await using (host.Stop.UnsafeRegister(static load => ((LoadRun)load!).Cancel(), live.Load))
        {
            await host.FollowAsync(live);
            await live.Load.Completion;
        }

        var totals = run.Totals;
        host.Note(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Run {run.RunId} ended ({run.StopReason}): {totals.Failed:#,0} of {run.TestType.Counted(totals.Batches)} failed, "
                    + $"{totals.OperationsCommitted:#,0} operations committed."));
    }
}
