namespace EdFi.BatchPerf.Jobs.Fleet.Messages;

/// <summary>What ended a machine's part before its time.</summary>
/// <param name="ErrorId">Stable identifier.</param>
/// <param name="Kind">What sort of problem it is.</param>
/// <param name="Message">What was tried and what came back.</param>
/// <param name="NextStep">What to do about it.</param>
public sealed record MemberProblem(string ErrorId, ProblemKind Kind, string Message, string NextStep)
{
    /// <summary>A problem as it is sent; one that is no problem of ours by its type.</summary>
    public static MemberProblem Of(Exception exception) => exception is BatchPerfException problem
        ? new MemberProblem(problem.ErrorId, problem.Problem, problem.Message, problem.NextStep)
        : new MemberProblem(
            "MachineFault",
            ProblemKind.UnexpectedServer,
            $"Something in the client itself broke ({exception.GetType().Name}): {exception.Message}",
            "Please report this with the load's parameters.");
}
