using EdFi.BatchPerf.Jobs.Screens;

namespace EdFi.BatchPerf.Jobs.Hosting;

/// <summary>Progress of a job.</summary>
/// <param name="Activity">The job's name in a word or two, the same for the whole job.</param>
/// <param name="Status">Where it is; the host leaves out what its window has no room for.</param>
internal sealed record JobProgress(string Activity, params IReadOnlyList<LinePart> Status)
{
    /// <summary>Percent done, 0 to 100; null where that is not known.</summary>
    public int? Percent { get; init; }

    /// <summary>Time that it may still take; null where that is not known.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>True where a line of the log has said it: to be shown only where it can be drawn over.</summary>
    public bool Said { get; init; }

    /// <summary>True to take the display away.</summary>
    public bool Done { get; init; }
}
