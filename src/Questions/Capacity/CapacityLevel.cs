namespace EdFi.BatchPerf.Questions.Capacity;

/// <summary>Outcomes of the runs at one load.</summary>
/// <param name="load">Batches per second, or clients.</param>
internal sealed class CapacityLevel(double load)
{
    /// <summary>Batches per second, or clients.</summary>
    public double Load { get; } = load;

    public int Held { get; private set; }

    public int Broken { get; private set; }

    public int ClientLimited { get; private set; }

    public int Runs => Held + Broken + ClientLimited;

    /// <summary>Probability that this load holds more often than not, 0 to 1.</summary>
    public double HoldConfidence => CapacityConfidence.Of(Held, Held + Broken);

    /// <summary>Probability that this load breaks more often than not, 0 to 1.</summary>
    public double BreakConfidence => CapacityConfidence.Of(Broken, Held + Broken);

    public void Add(CapacityOutcome outcome)
    {
        Held += outcome == CapacityOutcome.Held ? 1 : 0;
        Broken += outcome == CapacityOutcome.Broken ? 1 : 0;
        ClientLimited += outcome == CapacityOutcome.ClientLimited ? 1 : 0;
    }

    /// <summary>
    /// Returns the outcome on which the runs agree; null while they have not decided. A load that is not proven to hold in all allowed runs
    /// has not held.
    /// </summary>
    public CapacityOutcome? Decide(CapacityRules rules) =>
        Held >= rules.Majority && Held > Broken ? CapacityOutcome.Held
        : Broken >= rules.Majority && Broken > Held ? CapacityOutcome.Broken
        : ClientLimited >= rules.Repeat && ClientLimited > Held + Broken ? CapacityOutcome.ClientLimited
        : Runs < rules.MostRuns ? null
        : CapacityOutcome.Broken;
}
