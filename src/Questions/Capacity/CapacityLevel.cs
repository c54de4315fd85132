namespace EdFi.BatchPerf.Questions.Capacity;

/// <summary>What is known of one load.</summary>
/// <param name="load">Batches per second, or clients.</param>
internal sealed class CapacityLevel(double load)
{
    /// <summary>Batches per second, or clients.</summary>
    public double Load { get; } = load;

    public int Held { get; private set; }

    public int Broken { get; private set; }

    public int ClientLimited { get; private set; }

    public int Runs => Held + Broken + ClientLimited;

    /// <summary>How sure it is that this load holds more often than not.</summary>
    public double HoldConfidence => CapacityConfidence.Of(Held, Held + Broken);

    /// <summary>How sure it is that this load breaks more often than not.</summary>
    public double BreakConfidence => CapacityConfidence.Of(Broken, Held + Broken);

    public void Add(CapacityOutcome outcome)
    {
        Held += outcome == CapacityOutcome.Held ? 1 : 0;
        Broken += outcome == CapacityOutcome.Broken ? 1 : 0;
        ClientLimited += outcome == CapacityOutcome.ClientLimited ? 1 : 0;
    }

    /// <summary>What the runs came to; null while they have not decided. What is not proven in all allowed runs has not held.</summary>
    public CapacityOutcome? Decide(CapacityRules rules) =>
        Held >= rules.Majority && Held > Broken ? CapacityOutcome.Held
        : Broken >= rules.Majority && Broken > Held ? CapacityOutcome.Broken
        : ClientLimited >= rules.Repeat && ClientLimited > Held + Broken ? CapacityOutcome.ClientLimited
        : Runs < rules.MostRuns ? null
        : CapacityOutcome.Broken;
}
