using EdFi.BatchPerf.Jobs.Loads;

namespace EdFi.BatchPerf.Jobs.Merging;

/// <summary>Which runs of several machines are to become one, and what is made of it.</summary>
public sealed record MergeRequest
{
    /// <summary>Runs in memory, or <see cref="RunDocument"/>s of stored ones.</summary>
    public IReadOnlyList<object> Runs { get; init; } = [];

    /// <summary>Full paths of the files of stored runs, or of their results.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>A folder whose runs' files, and those one level below, are merged; null for none.</summary>
    public string? Folder { get; init; }

    /// <summary>How long to wait until all shares of the plan lie in <see cref="Folder"/>; zero for not at all.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>Measures the waiting.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where the merged run and its report go.</summary>
    public LoadFiles Files { get; init; } = new();

    /// <summary>What the merged figures are held against.</summary>
    public IReadOnlyList<BatchThreshold> Thresholds { get; init; } = [];

    /// <summary>Full path of a stored run, or of its results, that the report compares the merged run with; null for none.</summary>
    public string? Baseline { get; init; }
}
