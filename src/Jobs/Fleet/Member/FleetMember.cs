using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Jobs.Fleet.Messages;
using EdFi.BatchPerf.Jobs.Loads;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Jobs.Fleet.Member;

/// <summary>
/// One machine's part in a fleet: carries out its controller's ticks, and answers each at once; work that takes time goes on beside.
/// </summary>
internal sealed class FleetMember : IAsyncDisposable
{
    private readonly ConnectOptions _server;
    private readonly TimeProvider _time;
    private readonly RunLease _lease;
    private readonly CancellationTokenSource _cancel = new(); // never disposed: a run's observers may ask it to the end
    private readonly StartSignal _start;
    private readonly object _gate = new();
    private readonly MemberHost _host;
    private readonly string _folder;
    private Task _working = Task.CompletedTask;
    private ApiConnection? _connection;
    private LoadRun? _load;
    private CommonStart? _announced;
    private StopReason _asked;
    private MemberPhase _phase;
    private MemberProblem? _problem;
    private MemberFiles? _files;
    private string? _runId;

    /// <summary>Waits for ticks.</summary>
    /// <param name="server">The server, with the options to reach it.</param>
    /// <param name="lease">Time for which the part goes on without a tick.</param>
    /// <param name="folder">A folder of this part's own, made when it is needed.</param>
    /// <param name="time">The clocks.</param>
    public FleetMember(ConnectOptions server, TimeSpan lease, string folder, TimeProvider time)
    {
        _server = server;
        _folder = folder;
        _time = time;
        _host = new MemberHost(Follow, _cancel.Token);
        _start = new StartSignal(time);
        _lease = new RunLease(lease, time);
        _lease.Expired.UnsafeRegister(static member => ((FleetMember)member!).Stop(StopReason.LeaseExpired), this);
    }

    /// <summary>Answers a tick that came as text.</summary>
    /// <exception cref="BatchPerfException"><c>TickInvalid</c>.</exception>
    public string Answer(string tick) => FleetJson.Write(Answer(FleetJson.ReadTick(tick)));

    /// <summary>Does what a tick says, or begins it, and answers.</summary>
    public FleetAnswer Answer(FleetTick tick)
    {
        ArgumentNullException.ThrowIfNull(tick);
        _lease.Renew();
        switch (tick.Kind)
        {
            case TickKind.Reach:
                Begin(MemberPhase.Idle, MemberPhase.Reaching, ReachAsync);
                break;
            case TickKind.Arm when tick.Order is { } order:
                Begin(MemberPhase.Reached, MemberPhase.Arming, () => RunAsync(order, Segment.Parse(tick.Segment ?? "1/1")));
                break;
            case TickKind.Start when tick.StartAt is { } start:
                Announce(new CommonStart(start, TimeSpan.FromMilliseconds(tick.ClockOffsetMs)));
                break;
            case TickKind.Go:
                Go();
                break;
            case TickKind.Stop:
                Stop(tick.Reason);
                break;
            case TickKind.Cancel:
                _cancel.Cancel();
                break;
            case TickKind.Leave:
                Leave(tick.Clean);
                break;
            default:
                break;
        }

        return State(tick);
    }

    /// <summary>Ends the part, at once where it still goes on.</summary>
    public async ValueTask DisposeAsync()
    {
        _lease.Dispose();
        await _cancel.CancelAsync();
        await _working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _connection?.Dispose();
    }

    private string Journal => Path.Combine(_folder, OrderedLoad.JournalName);

    private FleetAnswer State(FleetTick tick)
    {
        var piece = tick.Kind == TickKind.Read ? Piece(tick) : null;
        lock (_gate)
        {
            var run = _load?.Run;
            return new FleetAnswer
            {
                Number = tick.Number,
                At = _time.GetUtcNow(),
                Phase = _phase,
                RunId = _runId,
                Journal = _runId is null && !File.Exists(Journal) ? null : Journal, // it is there before the run: parents may be, too
                Beat = run is null || run.IsWaiting ? null : FleetBeat.Of(run),
                StopReason = run?.StopReason ?? StopReason.None,
                Problem = _problem,
                MayHaveLeft = _files is { MayHaveLeft: true },
                Texts = _host.Take(),
                Files = _files?.All ?? [],
                Piece = piece,
            };
        }
    }

    private FilePiece? Piece(FleetTick tick)
    {
        try
        {
            return _files?.Read(tick.File, tick.Offset);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _host.Warn($"The file {tick.File} cannot be read: {exception.Message}");
            return null;
        }
    }

    private void Begin(MemberPhase from, MemberPhase to, Func<Task> work)
    {
        if (Advance(from, to))
        {
            _working = Task.Run(() => GuardAsync(work));
        }
    }

    private bool Advance(MemberPhase from, MemberPhase to)
    {
        lock (_gate)
        {
            var due = _phase == from;
            _phase = due ? to : _phase;
            return due;
        }
    }

    private async Task GuardAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (_cancel.IsCancellationRequested)
        {
            Fail(_problem ?? new MemberProblem(
                _asked == StopReason.LeaseExpired ? "LeaseExpired" : "Stopped",
                ProblemKind.InvalidInput,
                _asked == StopReason.LeaseExpired
                    ? "The machine heard nothing of its controller for the time of its lease."
                    : "The machine was let go before its run began.",
                "Start the load again."));
        }
        catch (Exception exception)
        {
            Fail(MemberProblem.Of(exception));
        }
    }

    private void Fail(MemberProblem problem)
    {
        lock (_gate)
        {
            _problem = problem;
            _phase = MemberPhase.Failed;
        }
    }

    private async Task ReachAsync()
    {
        _connection = await ApiConnection.OpenAsync(_server, TellAsync, _cancel.Token);
        Advance(MemberPhase.Reaching, MemberPhase.Reached);
    }

    private Task TellAsync(string text)
    {
        _host.Say(text);
        return Task.CompletedTask;
    }

    private async Task RunAsync(FleetOrder order, Segment segment)
    {
        Directory.CreateDirectory(_folder);
        var connection = _connection!;
        var server = new LoadServer(connection.BaseUrl, _ => Task.FromResult(connection), connection);
        var outcome = await new LoadJob(_host).RunAsync(
            OrderedLoad.Request(order, segment, _folder, server, _start, _lease, _time, _cancel.Token));
        var end = outcome.Ends[0];
        var files = new MemberFiles(end.Run, order.KeepResults ? Path.Combine(_folder, OrderedLoad.ResultsName) : null, Journal);
        lock (_gate)
        {
            if (_phase != MemberPhase.Failed)
            {
                _files = files;
                _problem = end.Problem is { } problem ? MemberProblem.Of(problem)
                    : end.Failed is [var failed, ..] ? MemberProblem.Of(failed)
                    : null;
                _phase = MemberPhase.Ended;
            }
        }
    }

    /// <summary>Notes the start, of which the run hears only with the word to go.</summary>
    private void Announce(CommonStart start)
    {
        if (Advance(MemberPhase.Armed, MemberPhase.Announced))
        {
            _announced = start;
            TryStart(() => _start.RequireAhead(start));
        }
    }

    private void Go()
    {
        if (Advance(MemberPhase.Announced, MemberPhase.Started))
        {
            TryStart(() => _start.Tell(_announced!));
        }
    }

    /// <summary>A start that has passed ends the part, so that its controller lets all machines go.</summary>
    private void TryStart(Action start)
    {
        try
        {
            start();
        }
        catch (BatchPerfException missed)
        {
            Fail(MemberProblem.Of(missed));
            _cancel.Cancel();
        }
    }

    private async Task ArmedAsync()
    {
        await _start.Armed.WaitAsync(_cancel.Token);
        Advance(MemberPhase.Arming, MemberPhase.Armed);
    }

    private void Follow(LoadRun load)
    {
        lock (_gate)
        {
            _load = load;
            _runId = load.Run.RunId;
            _ = ArmedAsync(); // given up with the part
            if (_asked != StopReason.None)
            {
                load.Stop(_asked, StopSource.Controller);
            }
        }
    }

    /// <summary>Ends a run gracefully; a part that has no run yet is given up.</summary>
    private void Stop(StopReason reason)
    {
        lock (_gate)
        {
            _asked = _asked == StopReason.None ? reason : _asked;
            _load?.Stop(_asked, StopSource.Controller);
            if (_load is null && _phase < MemberPhase.Started)
            {
                _cancel.Cancel();
            }
        }
    }

    private void Leave(bool clean)
    {
        _cancel.Cancel();
        if (!clean || (_load is not null && _phase < MemberPhase.Ended) || !Directory.Exists(_folder))
        {
            return;
        }

        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _host.Warn($"The folder {_folder} could not be deleted: {exception.Message}");
        }
    }
}
