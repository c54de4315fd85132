namespace EdFi.BatchPerf.Questions.Capacity;

/// <summary>Figures of one run by which a search for capacity judges it.</summary>
internal sealed record CapacityTrial
{
    /// <summary>The row of all request names.</summary>
    public required BatchMetrics Metrics { get; init; }

    /// <summary>The verdict and its reasons.</summary>
    public required VerdictReport Verdict { get; init; }

    /// <summary>True when arrivals set the pace.</summary>
    public bool Open { get; init; }

    /// <summary>Median response times of successive equal parts of the measured window, ms; empty in a closed loop.</summary>
    public IReadOnlyList<double> ResponseTimes { get; init; } = [];
}
