using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Simulator.Faults;

/// <summary>Draws faults and jitter from one seeded sequence.</summary>
internal sealed class FaultDice(int seed)
{
    private readonly Lock _gate = new();

    // Reproducibility is what is wanted here, not secrecy.
    private readonly Random _random = new(seed);

    /// <summary>At most one fault for a request; the rates are shares of all requests.</summary>
    public FaultKind Roll(SimulatorOptions options)
    {
        ReadOnlySpan<(double Rate, FaultKind Kind)> rates =
        [
            (options.DropRate, FaultKind.Drop),
            (options.ThrottleRate, FaultKind.Throttle),
            (options.UnavailableRate, FaultKind.Unavailable),
            (options.UnauthorizedRate, FaultKind.Unauthorized),
            (options.ServerErrorRate, FaultKind.ServerError),
            (options.DeadlockRate, FaultKind.Deadlock),
            (options.FailureRate, FaultKind.OperationFailure),
            (options.DropAfterRate, FaultKind.DropAfter),
            (options.DamageRate, FaultKind.Damage),
        ];
        var total = 0.0;
        foreach (var (rate, _) in rates)
        {
            total += rate;
        }

        if (total <= 0)
        {
            return FaultKind.None;
        }

        var drawn = Share();
        foreach (var (rate, kind) in rates)
        {
            if (drawn < rate)
            {
                return kind;
            }

            drawn -= rate;
        }

        return FaultKind.None;
    }

    public int Below(int count)
    {
        lock (_gate)
        {
            return _random.Next(count);
        }
    }

    /// <summary>A factor around 1 that varies by <paramref name="jitter"/> either way.</summary>
    public double Jitter(double jitter) => jitter <= 0 ? 1 : 1 + (jitter * ((2 * Share()) - 1));

    private double Share()
    {
        lock (_gate)
        {
            return _random.NextDouble();
        }
    }
}
