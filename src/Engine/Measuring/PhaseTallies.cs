namespace EdFi.BatchPerf.Measuring;

/// <summary>The merged tallies of one request name, or of several, by the part of the run they were scheduled in.</summary>
internal sealed class PhaseTallies
{
    /// <summary>Scheduled before the measured window: Ramp and WarmUp.</summary>
    public Tally Before { get; } = new();

    /// <summary>Scheduled and completed in the measured window.</summary>
    public Tally Measured { get; } = new();

    /// <summary>Scheduled in the measured window, ended after it.</summary>
    public Tally Drain { get; } = new();

    public void Add(PhaseTallies other)
    {
        Before.Add(other.Before);
        Measured.Add(other.Measured);
        Drain.Add(other.Drain);
    }

    /// <summary>All that was scheduled in the window.</summary>
    public Tally Scheduled() => Sum(Measured, Drain);

    public Tally AllPhases() => Sum(Before, Measured, Drain);

    private static Tally Sum(params Tally[] tallies)
    {
        var sum = new Tally();
        foreach (var tally in tallies)
        {
            sum.Add(tally);
        }

        return sum;
    }
}
