namespace EdFi.BatchPerf.Running;

/// <summary>One client of a closed loop; can rest and go on.</summary>
/// <param name="run">The run.</param>
/// <param name="number">The client's number in the whole plan.</param>
internal sealed class ClosedClient(RunContext run, int number) : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private readonly VirtualClient _client = Begin(run, number);
    private volatile bool _active;

    /// <summary>Completed while the client rests.</summary>
    public Task Finished { get; private set; } = Task.CompletedTask;

    public void SetActive(bool active)
    {
        _active = active;
        if (active && Finished.IsCompleted)
        {
            run.Clients.Occupy();
            Finished = Task.Run(WorkAsync);
        }
    }

    public void Dispose() => _client.Dispose();

    private static VirtualClient Begin(RunContext run, int number)
    {
        run.Clients.Begin();
        return new VirtualClient(run, number);
    }

    private async Task WorkAsync()
    {
        try
        {
            await SendAsync();
        }
        catch (Exception exception)
        {
            run.Stop.Break(StopReason.Fault, exception);
        }
        finally
        {
            run.Clients.Release();
        }
    }

    private async Task SendAsync()
    {
        var clients = run.Plan.Clients().Peak;
        var dealt = (long)number;
        var pace = run.Plan.Pacing is { } pacing ? (long)(pacing.TotalSeconds * run.Clock.Time.TimestampFrequency) : 0;
        var intended = pace == 0 ? 0 : run.Clock.Now;
        var unsent = 0;
        while (_active && run.Stop.MayBegin && run.TakeBatch())
        {
            var result = await _client.SendAsync(run.Deck.For(dealt), intended);
            dealt += clients < run.Deck.Count ? clients : 0; // fewer clients than scenarios take turns, so that none is left out
            unsent = result is { StatusCode: null, OperationsNotAttempted: > 0 } ? unsent + 1 : 0;
            if (!await run.RestAsync(run.Plan.ThinkTime + WhileNothingGoesOut(unsent)))
            {
                return;
            }

            if (pace > 0)
            {
                intended += pace;
                await run.RestAsync(TimeSpan.FromMilliseconds(run.Clock.Milliseconds(run.Clock.Now, intended)));
            }
        }
    }

    /// <summary>
    /// A closed loop has nothing that holds it back when connections or tokens are refused at once; without a pause it would only burn the
    /// client.
    /// </summary>
    private static TimeSpan WhileNothingGoesOut(int times)
    {
        if (times == 0)
        {
            return TimeSpan.Zero;
        }

        var pause = FirstPause * Math.Pow(2, Math.Min(times - 1, 10));
        return pause < LongestPause ? pause : LongestPause;
    }
}
