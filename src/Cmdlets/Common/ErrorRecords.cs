using System.Management.Automation;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Makes PowerShell's errors out of the engine's problems.</summary>
internal static class ErrorRecords
{
    public static ErrorRecord From(BatchPerfException problem, object? target = null) =>
        new(problem, problem.ErrorId, CategoryOf(problem.Problem), target)
        {
            ErrorDetails = new ErrorDetails($"{problem.Message} {problem.NextStep}") { RecommendedAction = problem.NextStep },
        };

    private static ErrorCategory CategoryOf(ProblemKind kind) => kind switch
    {
        ProblemKind.InvalidInput => ErrorCategory.InvalidArgument,
        ProblemKind.Connection => ErrorCategory.ConnectionError,
        ProblemKind.Authentication => ErrorCategory.AuthenticationError,
        ProblemKind.MissingPrerequisite => ErrorCategory.ObjectNotFound,
        ProblemKind.UnexpectedServer => ErrorCategory.ProtocolError,
        _ => ErrorCategory.WriteError,
    };
}
