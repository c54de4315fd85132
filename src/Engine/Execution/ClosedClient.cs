namespace EdFi.BatchPerf.Execution;

/// <summary>One client of a closed loop; can rest and go on.</summary>
internal sealed class ClosedClient(RunContext run, int number) : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private readonly VirtualClient _client = new(run, number);
    private volatile bool _active;
    private volatile bool _outOfBatches;

    /// <summary>Completed while the client rests.</summary>
    public Task Finished { get; private set; } = Task.CompletedTask;

    public bool Working => _active && !Finished.IsCompleted;

    /// <summary>True when the plan's batches had all been taken.</summary>
    public bool OutOfBatches => _outOfBatches;

    public void SetActive(bool active)
    {
        _active = active;
        if (active && Finished.IsCompleted && !_outOfBatches)
        {
            Finished = Task.Run(WorkAsync);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task WorkAsync()
    {
        var scenario = run.Deck.For(number);
        var pace = run.Plan.Pacing is { } pacing ? (long)(pacing.TotalSeconds * run.Clock.Time.TimestampFrequency) : 0;
        var intended = pace == 0 ? 0 : run.Clock.Now;
        var unreachable = 0;
        while (_active && !run.Stopping.IsCancellationRequested)
        {
            if (!run.TakeBatch())
            {
                _outOfBatches = true;
                return;
            }

            var result = await _client.SendAsync(scenario, intended);
            unreachable = result is { ErrorKind: ErrorKind.ConnectionFailed, OperationsNotAttempted: > 0 } ? unreachable + 1 : 0;
            if (!await run.PauseAsync(run.Plan.ThinkTime + WhileUnreachable(unreachable)))
            {
                return;
            }

            if (pace > 0)
            {
                intended += pace;
                await run.PauseAsync(TimeSpan.FromMilliseconds(run.Clock.Milliseconds(run.Clock.Now, intended)));
            }
        }
    }

    /// <summary>A closed loop has nothing that holds it back when connections are refused at once; without a pause it would only burn the client.</summary>
    private static TimeSpan WhileUnreachable(int times)
    {
        if (times == 0)
        {
            return TimeSpan.Zero;
        }

        var pause = FirstPause * Math.Pow(2, Math.Min(times - 1, 10));
        return pause < LongestPause ? pause : LongestPause;
    }
}
