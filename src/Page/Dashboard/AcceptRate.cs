namespace EdFi.BatchPerf.Page.Dashboard;

/// <summary>
/// Bounds the cost of a flood of connections for the run: a burst of 64 is taken at once, and 50 in each second beyond. A browser needs a
/// handful; connections that come faster wait in the system's queue.
/// </summary>
internal sealed class AcceptRate(TimeProvider time)
{
    public const int Burst = 64;
    public const int PerSecond = 50;
    private double _left = Burst;
    private long _at = time.GetTimestamp();

    /// <summary>Counts a connection.</summary>
    /// <returns>The wait before the next connection is accepted; zero mostly.</returns>
    public TimeSpan Take()
    {
        var now = time.GetTimestamp();
        _left = Math.Min(Burst, _left + (time.GetElapsedTime(_at, now).TotalSeconds * PerSecond)) - 1;
        _at = now;
        return _left >= 1 ? TimeSpan.Zero : TimeSpan.FromSeconds((1 - _left) / PerSecond);
    }
}
