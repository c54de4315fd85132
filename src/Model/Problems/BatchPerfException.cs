namespace EdFi.BatchPerf;

/// <summary>
/// A problem that ends a command, said so that a person can act on it. Messages never contain a secret, nor characters that steer a
/// terminal.
/// </summary>
public sealed class BatchPerfException : Exception
{
    /// <summary>States a problem.</summary>
    /// <param name="errorId">Stable identifier, for example <c>ServerUnreachable</c>.</param>
    /// <param name="problem">Kind of the problem.</param>
    /// <param name="message">Message: the action that was tried and the answer or error that came back.</param>
    /// <param name="nextStep">Next step for the operator.</param>
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

    /// <summary>Kind of the problem.</summary>
    public ProblemKind Problem { get; }

    /// <summary>Next step for the operator.</summary>
    public string NextStep { get; }

    /// <summary>True where the request that had no answer never left, so that the server cannot have carried it out.</summary>
    internal bool NothingSent { get; private init; }

    /// <summary>A copy that says that nothing was sent.</summary>
    internal BatchPerfException BeforeSending() =>
        NothingSent ? this : new(ErrorId, Problem, Message, NextStep, InnerException) { NothingSent = true };
}
