using System.Globalization;

namespace EdFi.BatchPerf;

/// <summary>A change of the load by hand while a run lasted: figures before and after it are those of different loads.</summary>
public sealed record LoadChange
{
    /// <summary>Time at which the change was asked for.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Time of the change in seconds since the start of the run.</summary>
    public double AtSeconds { get; init; }

    /// <summary>
    /// Quantity that was changed: <see cref="StageTarget.Clients"/> of a closed loop, <see cref="StageTarget.ArrivalRate"/> of an open one.
    /// </summary>
    public StageTarget Kind { get; init; }

    /// <summary>Target before the change: clients, or batches per second.</summary>
    public double Previous { get; init; }

    /// <summary>Target after the change: clients, or batches per second.</summary>
    public double Target { get; init; }

    /// <summary>Time in seconds, and the load before and after the change.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{AtSeconds:0.#} s: {Previous:0.###} to {Target:0.###} ({Kind})");
}
