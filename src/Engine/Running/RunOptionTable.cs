namespace EdFi.BatchPerf.Running;

/// <summary>
/// Every option of a run, a row each, in the order of the console's help. The console reads it whole (names, letters, variables, parsing,
/// ranges, help); cmdlet parameters write through it; plans are made, checked, reported and compared by it. A new option is its row,
/// its property of <see cref="RunPlan"/> (and of <see cref="RunPlanSummary"/>, where it is shown), its parameter, its consumer and its help
/// page.
/// </summary>
internal static partial class RunOptionTable
{
    /// <summary>Most clients.</summary>
    public const int MostClients = Scenarios.LocalKey.Clients;

    /// <summary>Most triples in a batch.</summary>
    public const int MostTriples = 10_000;

    /// <summary>Most batches a second.</summary>
    public const double MostBatchRate = 1_000_000;

    /// <summary>Most operations a second.</summary>
    public const double MostOperationRate = 100_000_000;

    /// <summary>A millisecond, the shortest time.</summary>
    public static TimeSpan Shortest => TimeSpan.FromMilliseconds(1);

    /// <summary>Thirty days, the longest time.</summary>
    public static TimeSpan Longest => TimeSpan.FromDays(30);

    /// <summary>All rows.</summary>
    // Made at first use: the other parts of the class have to be there.
    public static IReadOnlyList<RunOption> All => field ??= [.. LoadRows(), .. ShapeRows()];

    /// <summary>The row of a key.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static RunOption Of(string key) => All.FirstOrDefault(option => option.Key == key)
        ?? throw new ArgumentException($"There is no run option {key}.", nameof(key));
}
