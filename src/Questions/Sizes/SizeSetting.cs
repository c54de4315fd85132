namespace EdFi.BatchPerf.Questions.Sizes;

/// <summary>What a batch-size study was made with.</summary>
/// <param name="Server">The server's base URL.</param>
/// <param name="ServerVersion">Its version; null without discovery.</param>
/// <param name="Scenarios">Names of the scenarios.</param>
/// <param name="ClientCount">Clients of each run.</param>
/// <param name="Duration">How long each run measured.</param>
/// <param name="Tolerance">How far below the best the knee may lie, 0 to 1.</param>
/// <param name="FailureLimit">Share of failed batches, 0 to 1, above which a size is never recommended.</param>
public sealed record SizeSetting(
    Uri Server,
    string? ServerVersion,
    string Scenarios,
    int ClientCount,
    TimeSpan Duration,
    double Tolerance = SizeAnalysis.DefaultTolerance,
    double FailureLimit = SizeAnalysis.DefaultFailureLimit);
