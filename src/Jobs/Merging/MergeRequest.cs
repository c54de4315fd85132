using EdFi.BatchPerf.Jobs.Loads;

namespace EdFi.BatchPerf.Jobs.Merging;

/// <summary>Runs of several machines to merge into one, with its files, limits and baseline.</summary>
internal sealed record MergeRequest
{
    /// <summary>Runs in memory, or <see cref="RunDocument"/>s of stored ones.</summary>
    public IReadOnlyList<object> Runs { get; init; } = [];

    /// <summary>Full paths of the files of stored runs, or of their results.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>A folder whose runs' files, and those one level below, are merged; null for none.</summary>
    public string? Folder { get; init; }

    /// <summary>Most time to wait until all shares of the plan lie in <see cref="Folder"/>; zero to not wait.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>Measures the waiting.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where the merged run and its report go.</summary>
    public LoadFiles Files { get; init; } = new();

    /// <summary>Thresholds that the merged figures are tested against.</summary>
    public IReadOnlyList<BatchThreshold> Thresholds { get; init; } = [];

    /// <summary>Full path of a stored run, or of its results, that the report compares the merged run with; null for none.</summary>
    public string? Baseline { get; init; }
}
