namespace EdFi.BatchPerf.Questions.Comparison;

/// <summary>Smallest differences that count.</summary>
internal sealed record ComparisonOptions
{
    /// <summary>The smallest difference of throughput or a time that matters, as a share; 0 or more and less than 1.</summary>
    public double MinimumEffect { get; init; } = 0.03;

    /// <summary>The smallest difference between failure rates that matters, as a share: 0.005 is half a percentage point.</summary>
    public double MinimumFailureEffect { get; init; } = 0.005;
}
