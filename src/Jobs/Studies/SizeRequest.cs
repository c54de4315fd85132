using EdFi.BatchPerf.Questions.Sizes;

namespace EdFi.BatchPerf.Jobs.Studies;

/// <summary>The sizes and runs of a study of batch sizes, and the rules of its recommendation.</summary>
public sealed record SizeRequest
{
    /// <summary>Triples in a batch; one or more, in any order.</summary>
    public required IReadOnlyList<int> Sizes { get; init; }

    /// <summary>Runs of each size, 1 or more.</summary>
    public int Repeat { get; init; } = 5;

    /// <summary>Fixes the order of the runs.</summary>
    public int Seed { get; init; }

    /// <summary>True to find the server's batch limit first, with batches that cannot write.</summary>
    public bool FindLimit { get; init; }

    /// <summary>Share by which the recommended size may lie below the best, 0 to 1.</summary>
    public double KneeTolerance { get; init; } = SizeAnalysis.DefaultTolerance;

    /// <summary>Share of failed batches, 0 to 1, above which a size is never recommended.</summary>
    public double FailureLimit { get; init; } = SizeAnalysis.DefaultFailureLimit;
}
