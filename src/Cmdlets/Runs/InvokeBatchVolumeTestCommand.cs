using System.Management.Automation;
using System.Management.Automation.Host;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Contention;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Files.Output;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Jobs.Runs;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Invoke-BatchVolumeTest: the load. Streams results while it runs.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "BatchVolumeTest", SupportsShouldProcess = true, DefaultParameterSetName = ByDuration)]
[OutputType(typeof(BatchResult), typeof(BatchRun))]
public sealed class InvokeBatchVolumeTestCommand : RunOutputCmdlet
{
    private readonly List<BatchConnection> _connections = [];
    private readonly List<BatchRun> _runs = [];
    private LoadRun? _load;
    private RunFiles? _files;
    private OutputClaims? _claims;
    private int _seed;
    private int _total;

    /// <summary>The server, from Connect-BatchApi; several take turns, A B B A, and each is run against as often as -Repeat says.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public new BatchConnection[] Connection { get; set; } = [];

    /// <summary>How many runs are made against each connection, each with an id and files of its own.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int Repeat { get; set; } = 1;

    /// <summary>Goes on with the run of this journal, for the rest of its time.</summary>
    [Parameter(ParameterSetName = ByResume, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(JournalCompleter))]
    public string? Resume { get; set; }

    /// <summary>Returns one BatchRun instead of the results.</summary>
    [Parameter]
    public SwitchParameter SummaryOnly { get; set; }

    /// <summary>A variable, without $, that is set to the live BatchRun when the run starts.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RunVariable { get; set; }

    /// <summary>One client; every operation's outcome is kept and shown.</summary>
    [Parameter]
    public SwitchParameter DebugRun { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _connections.AddRange(Connection);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _seed = MyInvocation.BoundParameters.ContainsKey(nameof(Seed)) ? Seed : Random.Shared.Next();
        _total = Repeat * _connections.Count;
        var starts = new Dictionary<BatchConnection, RunStart>();
        foreach (var connection in _connections.Distinct())
        {
            base.Connection = connection;
            RequireOpen();
            if ((Resume is null ? Prepare() : PrepareRest(FilePath(Resume))) is { } start)
            {
                starts[connection] = start;
            }
        }

        foreach (var connection in RunNumbers.InTurns(_connections, Repeat).Where(starts.ContainsKey))
        {
            base.Connection = connection;
            if (RunOnce(starts[connection].Own()) == StopReason.StopRequested)
            {
                return;
            }
        }
    }

    private StopReason RunOnce(RunStart start)
    {
        var plan = start.Plan;
        var number = _runs.Count + 1;
        _files?.Dispose();
        OpenDashboard();
        var meter = BeginMeter(); // before files are opened: where it fails, those of an earlier run stay
        _files = Check(() => RunFiles.Open(RunNumbers.File(ResultFile, number, _total), RunNumbers.Folder(LocustFolder, number, _total), RunNumbers.File(JournalFile, number, _total), Force, start, base.Connection, _claims!));
        _load = Check(() => LoadRun.Start(Api, plan, _files.Options with { StreamResults = !SummaryOnly || DebugRun, Server = meter, Observers = [.. _files.Options.Observers, .. DashboardObservers] }));
        _runs.Add(_load.Run);
        if (RunVariable is not null)
        {
            SessionState.PSVariable.Set(RunVariable.TrimStart('$'), _total == 1 ? _load.Run : _runs.ToArray());
        }

        WriteInformation($"Run {_load.Run.RunId}{(_total == 1 ? "" : $" ({number} of {_total})")}, seed {plan.Seed}, against {base.Connection.BaseUrl}.", ["BatchPerf"]);
        WriteVerbose($"Run {_load.Run.RunId} started: {string.Join(", ", _load.Run.Plan.Scenarios)}; {_load.Run.Plan.LoadModel.ToLowerInvariant()} loop.");
        ShowDashboard(_load);
        Pump(_load, plan);
        BeginCloseDashboard();
        Conclude(_load.Run, plan);
        CloseDashboard();
        return _load.Run.StopReason;
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        _load?.Cancel();
        base.StopProcessing();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _load is { } load)
        {
            _load = null;
            load.Cancel();
            Task.WaitAny([load.Completion], DisposePatience);
        }

        _files?.Dispose();
        _claims?.Dispose();
        base.Dispose(disposing);
    }

    /// <inheritdoc/>
    protected override string? JournalFile => Resume is null ? base.JournalFile : FilePath(Resume);

    /// <summary>Checks all that can be checked and makes the fixtures; null when nothing is to be sent.</summary>
    private RunStart? Prepare()
    {
        var keys = Check(() => Keys(Fixture));
        var catalog = Check(() => Catalogs.Load(ScenarioPath, FilePath, StopToken));
        var draft = Check(() => Plan(catalog, PlanBuilder.Options(this, keys, [], [], _seed)));
        WarnOfLimit(draft);
        if (!MaySend(draft))
        {
            return null;
        }

        catalog = Verified(catalog);
        var descriptors = AvailableDescriptors(catalog, keys);
        if ((PlanBuilder.Kinds(this).HasFlag(ContentionKind.SharedParents) ? Parents(keys) : []) is not { } parents)
        {
            return null;
        }

        var options = PlanBuilder.Options(this, keys, descriptors, parents, _seed);
        return new RunStart(Check(() => Plan(catalog, options)), options, [.. ScenarioPath.Select(FilePath)]);
    }

    /// <summary>Checks all that can be checked and makes the fixtures for the rest of a run.</summary>
    private RunStart? PrepareRest(string journal)
    {
        Check(() => ResumeRules.Check(MyInvocation.BoundParameters.Keys, _connections.Count));
        var resumed = Check(() => ResumedRun.Read(journal));
        var host = new CmdletJobHost(this);
        JournalWarnings.OfReader(host, resumed.Content);
        JournalWarnings.OfServer(host, resumed.Content, base.Connection);
        Await(_ => Task.CompletedTask);
        if (!MaySend(resumed.Plan))
        {
            return null;
        }

        resumed = Await(token => resumed.VerifyAsync(Api, token));
        var options = new FixtureOptions { CreateMissing = CreateMissing };
        var keys = resumed.Content.Header.Options.FixtureKeys;
        PreparedFixtures = Await(token => FixtureSet.InitializeAsync(Api.GetResources(), keys, options, progress: null, token)).Fixtures;
        return !resumed.NeedsParents ? new RunStart(resumed)
            : Parents(keys) is { } parents ? new RunStart(Check(() => resumed.With(parents)))
            : null;
    }

    /// <summary>Reads the shared parents as they are now; those that this tool did not create only after a question. Null where the answer is no.</summary>
    private IReadOnlyList<BatchOperation>? Parents(FixtureKeys keys)
    {
        var client = Api.GetResources();
        var foreign = Await(token => SharedParents.ForeignAsync(client, keys, PreparedFixtures, token));
        return foreign.Count == 0 || Force || MayUpdate(foreign) ? Await(token => SharedParents.ReadAsync(client, keys, token)) : null;
    }

    private bool MayUpdate(IReadOnlyList<string> foreign)
    {
        try
        {
            return ShouldContinue($"SharedParents updates {string.Join(", ", foreign)} on {base.Connection.BaseUrl}, which this tool did not create, to what they are already. Go on?", "Update documents of others");
        }
        catch (Exception exception) when (exception is PSInvalidOperationException or HostException or NotImplementedException)
        {
            return Check<bool>(() => throw SharedParents.NotOurs(foreign)); // nobody is there to answer
        }
    }

    private bool MaySend(RunPlan plan)
    {
        if (!ShouldProcess(base.Connection.BaseUrl.ToString(), $"Send {string.Join(", ", plan.Summarize().Scenarios)}{(plan.TestType == TestType.Volume ? " one by one" : "")}"))
        {
            return false;
        }

        if (plan is { TestType: TestType.Volume, DeleteResources: false })
        {
            WriteWarning("Without -DeleteResources every document that this Volume run creates stays on the server.");
        }

        ClaimFiles(plan);
        OpenDashboard();
        return true;
    }

    /// <summary>Those of all runs, once, before the server is touched; until the last of them is complete no other run may write them.</summary>
    private void ClaimFiles(RunPlan plan)
    {
        if (_claims is not null)
        {
            return;
        }

        var claims = _claims = new OutputClaims();
        for (var number = 1; number <= _total; number++)
        {
            var run = number;
            Check(() =>
            {
                RunFiles.Claim(RunNumbers.File(ResultFile, run, _total), RunNumbers.Folder(LocustFolder, run, _total), RunNumbers.File(JournalFile, run, _total), Resume is not null, Force, plan, claims);
                return true;
            });
        }
    }

    private RunPlan Plan(ScenarioCatalog catalog, ScenarioOptions options)
    {
        var plan = PlanBuilder.Build(this, ParameterSetName, options.Seed, PlanBuilder.Shares(this, catalog, options), FilePath, DebugRun);
        plan.Validate();
        return plan;
    }

    private void WarnOfLimit(RunPlan plan)
    {
        if (plan.TestType == TestType.Volume)
        {
            return;
        }

        const int usual = 100;
        var limit = base.Connection.BatchLimit ?? usual;
        foreach (var scenario in plan.Scenarios.Select(static s => s.Scenario).Where(s => s.Shape.Count > limit))
        {
            WriteWarning($"{scenario.RequestName} has {scenario.Shape.Count} operations in a batch; {(base.Connection.BatchLimit is null ? $"a DMS takes {usual} unless it is set otherwise" : $"the server takes {limit}")}. Expect 413, or give a smaller -BatchTripleCount.");
        }
    }

    private void Pump(LoadRun load, RunPlan plan)
    {
        var progress = new RunProgress(plan, WriteProgress);
        var story = new RunStory(this, base.Connection);
        void Step()
        {
            story.Step(load.Run);
            progress.Draw(load.Run);
        }

        try
        {
            PassOn(load, story, Step);
            WaitFor(load.Completion, Step);
        }
        finally
        {
            progress.Close();
        }
    }

    private void PassOn(LoadRun load, RunStory story, Action step)
    {
        while (load.Results is { } results && !results.IsCompleted)
        {
            while (results.TryRead(out var result))
            {
                story.Failed(result);
                if (DebugRun)
                {
                    story.ShowOperations(result);
                }

                if (!SummaryOnly)
                {
                    WriteObject(result);
                }

                step();
            }

            WaitFor(results.WaitToReadAsync().AsTask(), step);
        }
    }

    private void Conclude(BatchRun run, RunPlan plan)
    {
        WriteVerbose($"Run {run.RunId} ended: {run.StopReason}; {run.Totals.Batches} batches, {run.Totals.OperationsCommitted} operations committed, {run.Totals.Failed} batches failed.");
        foreach (var warning in RunEnd.Warnings(run))
        {
            WriteWarning(warning);
        }

        if (SummaryOnly)
        {
            WriteObject(run);
        }

        if (RunEnd.Problem(run, plan) is { } problem)
        {
            ThrowTerminatingError(ErrorRecords.From(problem, run));
        }
    }
}
