namespace EdFi.BatchPerf.Jobs.Scenarios;

/// <summary>Tells failures of the server, or of the way to it, from those of what is tried out.</summary>
internal static class TrialFailure
{
    /// <summary>True where another try may come to more.</summary>
    public static bool MayPass(BatchPerfException problem) => problem.Problem is ProblemKind.Connection or ProblemKind.UnexpectedServer;
}
