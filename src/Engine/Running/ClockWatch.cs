namespace EdFi.BatchPerf.Running;

/// <summary>Notices that the wall clock moves against the monotonic one. For one thread at a time.</summary>
internal sealed class ClockWatch(RunClock clock)
{
    /// <summary>The smallest step that is told; a clock that is disciplined without steps stays far below.</summary>
    public const double LeastSeconds = 0.5;

    /// <summary>
    /// Largest drift of the two clocks between two looks, in seconds, that is no step: 500 parts in a million of one second, the most that
    /// adjtime slews.
    /// </summary>
    private const double DriftSeconds = 0.0005;
    private const int MostSteps = 100;
    private double _known;
    private int _steps;

    /// <summary>The step since the last look; null where there is none, and after so many steps that another says nothing new.</summary>
    public ClockStep? Look()
    {
        var (lead, uncertainty, at) = clock.WallClockLead();
        var step = lead - _known;
        if (Math.Abs(step) < LeastSeconds + uncertainty)
        {
            _known += Math.Clamp(step, -DriftSeconds, DriftSeconds);
            return null;
        }

        if (_steps == MostSteps)
        {
            return null;
        }

        _known = lead;
        _steps++;
        return new ClockStep { AtSeconds = at, Seconds = step };
    }
}
