namespace EdFi.BatchPerf.Unit.Execution;

/// <summary>Waits for something that only another thread can bring about and that nothing announces.</summary>
internal static class Signals
{
    public static async Task UntilAsync(Func<bool> holds)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        using var bound = new CancellationTokenSource(Load.Bound);
        while (!holds())
        {
            await timer.WaitForNextTickAsync(bound.Token);
        }
    }
}
