namespace EdFi.BatchPerf.Questions.Sizes;

/// <summary>Server and settings of a batch-size study.</summary>
/// <param name="Server">The server's base URL.</param>
/// <param name="ServerVersion">Its version; null without discovery.</param>
/// <param name="Scenarios">Names of the scenarios.</param>
/// <param name="ClientCount">Clients of each run.</param>
/// <param name="Duration">Length of each run's measured window.</param>
/// <param name="Tolerance">Largest shortfall of the knee against the best size, as a share of the best, 0 to 1.</param>
/// <param name="FailureLimit">Share of failed batches, 0 to 1, above which a size is never recommended.</param>
internal sealed record SizeSetting(
    Uri Server,
    string? ServerVersion,
    string Scenarios,
    int ClientCount,
    TimeSpan Duration,
    double Tolerance = SizeAnalysis.DefaultTolerance,
    double FailureLimit = SizeAnalysis.DefaultFailureLimit);
