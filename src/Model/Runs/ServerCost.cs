using System.Globalization;

namespace EdFi.BatchPerf;

/// <summary>
/// Cost of a run in one figure of the server: its change between two readings, the first inside of the measured window and the last after
/// the load had ended, and its share in each of the operations that were committed between the same two readings. A count has a total and
/// its quotients, a level has mean and greatest value; the others are null.
/// </summary>
public sealed record ServerCost
{
    /// <summary>Source of the figure: <c>PostgreSql</c>, <c>Process</c> or <c>Command</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Name of the figure with its unit, for example <c>WalBytes</c>.</summary>
    public required string Name { get; init; }

    /// <summary>By how much the count grew.</summary>
    public double? Total { get; init; }

    /// <summary>Total divided by <see cref="Seconds"/>.</summary>
    public double? PerSecond { get; init; }

    /// <summary>Total divided by <see cref="Operations"/>; null when none was committed.</summary>
    public double? PerOperation { get; init; }

    /// <summary>Total divided by <see cref="Batches"/>; null when none ended.</summary>
    public double? PerBatch { get; init; }

    /// <summary>Mean of the level over all readings under load.</summary>
    public double? Mean { get; init; }

    /// <summary>Greatest level of all readings under load.</summary>
    public double? Max { get; init; }

    /// <summary>Time under load between the two readings, in seconds: waiting for figures that lag is not counted.</summary>
    public double Seconds { get; init; }

    /// <summary>Operations committed between the two readings.</summary>
    public long Operations { get; init; }

    /// <summary>Batches that ended between the two readings, failed ones included.</summary>
    public long Batches { get; init; }

    /// <summary>Source, name, cost per committed operation, and total.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Source} {Name}: {PerOperation:#,0.####} per operation, {Total:#,0.##} in total");
}
