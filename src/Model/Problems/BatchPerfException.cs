namespace EdFi.BatchPerf;

/// <summary>
/// A problem that ends a command, said so that a person can act on it. Messages never contain a secret, nor characters that steer a
/// terminal.
/// </summary>
public sealed class BatchPerfException : Exception
{
    /// <summary>States a problem.</summary>
    /// <param name="errorId">Stable identifier, for example <c>ServerUnreachable</c>.</param>
    /// <param name="problem">What sort of problem it is.</param>
    /// <param name="message">What was tried and what came back.</param>
    /// <param name="nextStep">What to do about it.</param>
    /// <param name="inner">The cause, where there is one.</param>
    public BatchPerfException(string errorId, ProblemKind problem, string message, string nextStep, Exception? inner = null)
        : base(PlainText.Lines(message), inner)
    {
        ErrorId = errorId;
        Problem = problem;
        NextStep = PlainText.Lines(nextStep);
    }

    /// <summary>Stable identifier.</summary>
    public string ErrorId { get; }

    /// <summary>What sort of problem it is.</summary>
    public ProblemKind Problem { get; }

    /// <summary>What to do about it.</summary>
    public string NextStep { get; }
}
