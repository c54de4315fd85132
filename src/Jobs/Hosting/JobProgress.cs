namespace EdFi.BatchPerf.Jobs.Hosting;

/// <summary>How far a job is.</summary>
/// <param name="Activity">What is done, the same for the whole job.</param>
/// <param name="Status">Where it is.</param>
public sealed record JobProgress(string Activity, string Status)
{
    /// <summary>Percent done, 0 to 100; null where that is not known.</summary>
    public int? Percent { get; init; }

    /// <summary>Time that it may still take; null where that is not known.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>True to take the display away.</summary>
    public bool Done { get; init; }
}
