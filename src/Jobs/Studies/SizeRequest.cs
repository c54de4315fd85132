using EdFi.BatchPerf.Questions.Sizes;

namespace EdFi.BatchPerf.Jobs.Studies;

/// <summary>
/// A study of batch sizes that was asked for: its sizes, its runs and the rules of its recommendation. Its options, with their ranges, are
/// rows of <see cref="Options.JobOptionTable"/>.
/// </summary>
internal sealed record SizeRequest
{
    /// <summary>The file of a study's findings where the host names it.</summary>
    public const string FileName = "batch_size.json";

    /// <summary>Triples in a batch; one or more, in any order.</summary>
    public IReadOnlyList<int> Sizes { get; init; } = (int[])[1, 2, 5, 10, 20, 33];

    /// <summary>Runs of each size.</summary>
    public int Repeat { get; init; } = 5;

    /// <summary>Clients of each run.</summary>
    public int ClientCount { get; init; } = 10;

    /// <summary>Time for which each run measures, after its warm-up.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>True to find the server's batch limit first, with batches that cannot write.</summary>
    public bool FindLimit { get; init; }

    /// <summary>Share by which the recommended size may lie below the best, 0 to 1.</summary>
    public double KneeTolerance { get; init; } = SizeAnalysis.DefaultTolerance;

    /// <summary>Share of failed batches, 0 to 1, above which a size is never recommended.</summary>
    public double FailureLimit { get; init; } = SizeAnalysis.DefaultFailureLimit;
}
