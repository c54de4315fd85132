namespace EdFi.BatchPerf.Jobs.Fleet.Messages;

/// <summary>Problem that ended a machine's part before its time.</summary>
/// <param name="ErrorId">Stable identifier.</param>
/// <param name="Kind">Kind of the problem.</param>
/// <param name="Message">The action that was tried, and the answer to it.</param>
/// <param name="NextStep">The next step for the operator.</param>
internal sealed record MemberProblem(string ErrorId, ProblemKind Kind, string Message, string NextStep)
{
    /// <summary>
    /// Makes the problem that is sent from an exception; one that is no <see cref="BatchPerfException"/> becomes <c>MachineFault</c>, with
    /// its type in the message.
    /// </summary>
    public static MemberProblem Of(Exception exception) => exception is BatchPerfException problem
        ? new MemberProblem(problem.ErrorId, problem.Problem, problem.Message, problem.NextStep)
        : new MemberProblem(
            "MachineFault",
            ProblemKind.UnexpectedServer,
            $"Something in the client itself broke ({exception.GetType().Name}): {exception.Message}",
            "Please report this with the load's parameters.");
}
