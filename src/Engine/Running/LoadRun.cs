using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Resources;
using EdFi.BatchPerf.Scenarios;
using EdFi.BatchPerf.Servers;

namespace EdFi.BatchPerf.Running;

/// <summary>
/// A run under way: clients over channels, results to their readers, a look around once a second. It ends by plan, by
/// <see cref="Stop"/> (in-flight batches get their time) or by <see cref="Cancel"/> (they do not).
/// </summary>
public sealed class LoadRun : IAsyncDisposable
{
    private readonly RunContext _context;
    private readonly LiveRun _run;
    private readonly RunRecord _record;
    private readonly RunStop _stop;
    private readonly ResultDistributor _results;
    private readonly RunOptions _options;
    private readonly ILoadModel _load;
    private readonly RunWatch _watch;
    private readonly StartGate? _gate;
    private readonly object _changes = new();
    private readonly CancellationTokenSource _hurry = new(); // never disposed, as the run's other tokens

    private LoadRun(ApiConnection connection, RunPlan plan, RunOptions options, SocketBudget sockets)
    {
        _options = options;
        var id = options.RunId ?? LocalKey.NewRun(plan.Segment);
        var clock = new RunClock(options.Time);
        _record = new RunRecord(id.ToString(), plan.IsOpen ? new ArrivalLog() : null)
        {
            Server = options.Server,
            Traces = plan.TraceSample is { } share ? new TraceLog(share, plan.Seed) : null,
        };
        _run = new LiveRun(id, plan, connection, clock, _record, options.ResultPath);
        _stop = new RunStop(plan, clock, _run, _record);
        _results = new ResultDistributor(_run, _record, _stop, options);
        var journal = new JournalKeeper(options.Journal, _stop);
        var timer = new ConnectionTimer(
            options.Time,
            sockets,
            took => _record.ConnectionSetUp.Record((long)took.TotalMicroseconds));
        _context = new RunContext(connection, plan, id, clock, _run, _record, _stop, journal, _results, timer);
        _load = plan.IsOpen ? new OpenLoop(_context, _record.Arrivals!) : new ClosedLoop(_context);
        _watch = new RunWatch(_context, _record, _results, options);
        _run.FirstDue = _load.FirstDue ?? 0;
        if (options.Start is { } signal)
        {
            _gate = new StartGate(signal, clock, _stop, _run, options);
        }
        else
        {
            clock.BeginNow(); // what the parts of a run took to be made, a first one's longest, would be a late first arrival
            Begin();
        }

        Completion = Task.Run(ExecuteAsync);
    }

    /// <summary>The live run.</summary>
    public BatchRun Run => _run;

    /// <summary>Results as they come; null unless they were asked for.</summary>
    public ResultQueue? Results => _results.Results;

    /// <summary>
    /// Completes when every client is idle, every file is complete and <see cref="BatchRun.EndedAt"/> is set; never faults.
    /// </summary>
    public Task Completion { get; }

    /// <summary>The highest load that <see cref="ChangeLoad"/> takes.</summary>
    public double MostLoad => _load.Most;

    /// <summary>Refuses a plan that its stop file would end at once; to be asked before files are opened.</summary>
    /// <exception cref="BatchPerfException">StopFileExists.</exception>
    public static void RequireNoStopFile(RunPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.StopFile is { } file && File.Exists(file))
        {
            throw new BatchPerfException(
                "StopFileExists",
                ProblemKind.InvalidInput,
                $"The stop file '{file}' exists already, so the run would end at once.",
                "Delete it, or name another one.");
        }
    }

    /// <summary>Refuses to trace beside a trace of the operator's own, which every request carries.</summary>
    /// <exception cref="BatchPerfException">TraceConflict.</exception>
    public static void RequireOwnTraces(ApiConnection connection, RunPlan plan)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.TraceSample is not null
            && connection.Options.Headers.Names.Contains(Batches.TraceContext.HeaderName, StringComparer.OrdinalIgnoreCase))
        {
            throw new BatchPerfException(
                "TraceConflict",
                ProblemKind.InvalidInput,
                $"{new OptionKey("TraceSample")} was given for a connection whose requests all have the header "
                    + $"{Batches.TraceContext.HeaderName}.",
                $"Leave {new OptionKey("TraceSample")} out, or connect without that header.");
        }
    }

    /// <summary>Starts a run.</summary>
    /// <exception cref="BatchPerfException">
    /// The plan makes no sense, or the connection has been closed; ScenarioNotVerified: documents of it might be others than its own;
    /// TooFewOpenFiles, TooFewPorts, TooLittleMemory: this machine cannot make the load; StartMissed: the common start has passed;
    /// TraceConflict.
    /// </exception>
    public static LoadRun Start(ApiConnection connection, RunPlan plan, RunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(plan);
        plan.Validate();
        plan.RequireVerified();
        if (connection.Closed)
        {
            throw ApiErrors.Closed("POST", connection.BatchUrl);
        }

        RequireNoStopFile(plan);
        RequireOwnTraces(connection, plan);
        if (options?.Start is { } start)
        {
            Rehearsal.Run(connection, plan); // it takes its time, after which the start may have passed
            start.RequireAhead();
        }

        var resources = options?.Resources ?? ClientResources.Read();
        ClientNeeds.Of(plan, connection.Options.Http2).Require(resources);
        return new LoadRun(connection, plan, options ?? new RunOptions(), new SocketBudget(resources.Connections));
    }

    /// <summary>Notes how many parents were made for the run's batches to reuse, and how many of them were deleted after it.</summary>
    public void NoteParents(long created, long deleted) => _run.NoteParents(created, deleted);

    /// <summary>Sends nothing more and gives in-flight batches the plan's stop timeout.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="by">What asked for it; null where that is not known.</param>
    public void Stop(StopReason reason, StopSource? by = null) => _stop.End(reason, by: by);

    /// <summary>Sends nothing more and gives up in-flight batches at once; their outcome is unknown.</summary>
    public void Cancel()
    {
        _stop.End(StopReason.Canceled);
        _stop.GiveUpInFlight();
        _ = _hurry.CancelAsync();
    }

    /// <summary>Goes on with another number of clients (closed loop) or arrivals per second (open loop), and notes it in the run.</summary>
    /// <param name="target">This machine's own load, taken to the nearest that can be: 0 to 100,000 clients, 0 to 1,000,000 arrivals per
    /// second, or its share of them where it carries out a share of a plan. Other machines of the plan do not change theirs.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not a number.</exception>
    public void ChangeLoad(double target)
    {
        if (double.IsNaN(target))
        {
            throw new ArgumentOutOfRangeException(nameof(target), target, "A number is needed.");
        }

        lock (_changes)
        {
            if (Run.StopReason != StopReason.None)
            {
                return; // nothing more is sent
            }

            var now = _context.Clock.Now;
            var seconds = Math.Max(0, _context.Clock.Seconds(now));
            var previous = _load.TargetAt(seconds);
            _run.Note(new LoadChange
            {
                At = _context.Clock.ToWallClock(now),
                AtSeconds = seconds,
                Kind = _context.Plan.IsOpen ? StageTarget.ArrivalRate : StageTarget.Clients,
                Previous = previous,
                Target = _load.ChangeLoad(target),
            });
        }
    }

    /// <summary>Cancels the run where it still goes on, and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        Cancel();
        await Completion;
    }

    private async Task ExecuteAsync()
    {
        await using var lease = (_options.Lease?.Expired ?? CancellationToken.None).UnsafeRegister(
            static stop => ((RunStop)stop!).End(StopReason.LeaseExpired),
            _stop);
        await GuardAsync(async () =>
        {
            if (await PassGateAsync())
            {
                _watch.Begin();
                await _load.RunAsync();
            }
        });
        _stop.StopSending(windowEnds: _context.Plan.BatchCount is null);
        _stop.CloseWindow();
        var server = GuardAsync(EndServerAsync);
        await GuardAsync(_watch.EndAsync);
        _context.Journal.End(_context.Clock.Elapsed, Run.StopReason);
        await _results.FinishAsync();
        var ended = _context.Clock.Now;
        await server; // figures of a server lag behind, up to ten seconds: the load is over long before they are all there
        _run.Complete(ended);
        _watch.TellEnd();
        (_load as IDisposable)?.Dispose();
        _watch.Dispose();
        _context.Dispose();
    }

    /// <summary>Waits for the common start, where there is one; false where the run was ended before, so that nothing is sent.</summary>
    private async Task<bool> PassGateAsync()
    {
        if (_gate is null)
        {
            return true;
        }

        var begins = false;
        try
        {
            return begins = await _gate.PassAsync();
        }
        finally
        {
            if (!begins)
            {
                _context.Clock.BeginNow();
            }

            Begin();
        }
    }

    /// <summary>Sets the values that follow from the start.</summary>
    private void Begin()
    {
        _run.Begin();
        _stop.Begin();
        _record.Metrics.MeasuredSince = _run.MeasuredFrom;
        _options.Server?.Start(Moment, _context.Phases.MeasuredFrom);
    }

    private ServerMoment Moment()
    {
        var totals = _record.Metrics.Totals;
        return new ServerMoment(_context.Clock.Seconds(_context.Clock.Now), totals.OperationsCommitted, totals.Batches);
    }

    private async Task EndServerAsync()
    {
        if (_options.Server is { } server)
        {
            await server.EndAsync(_hurry.Token);
            await server.DisposeAsync();
        }
    }

    private async Task GuardAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception exception)
        {
            _stop.Break(StopReason.Fault, exception);
        }
    }
}
