using System.Management.Automation;
using EdFi.BatchPerf.Jobs.Loads;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Makes PowerShell's errors out of the engine's problems.</summary>
internal static class ErrorRecords
{
    public static ErrorRecord From(BatchPerfException problem, object? target = null) =>
        new(problem, problem.ErrorId, CategoryOf(problem), target)
        {
            ErrorDetails = new ErrorDetails(problem.Message) { RecommendedAction = problem.NextStep },
        };

    /// <summary>The error ThresholdNotKept for all limits that are not kept; null where all are.</summary>
    public static ErrorRecord? NotKept(LoadOutcome outcome) => outcome.NotKept is not { } problem ? null
        : new(problem, problem.ErrorId, ErrorCategory.LimitsExceeded, outcome.LimitsNotKept.ToArray())
        {
            ErrorDetails = new ErrorDetails(problem.Message) { RecommendedAction = problem.NextStep },
        };

    private static ErrorCategory CategoryOf(BatchPerfException problem) => problem.Problem switch
    {
        ProblemKind.InvalidInput => ErrorCategory.InvalidArgument,
        ProblemKind.Connection => ErrorCategory.ConnectionError,
        ProblemKind.Authentication => ErrorCategory.AuthenticationError,
        ProblemKind.MissingPrerequisite => ErrorCategory.ObjectNotFound,
        ProblemKind.UnexpectedServer => ErrorCategory.ProtocolError,
        ProblemKind.FileMissing => ErrorCategory.ObjectNotFound,
        ProblemKind.FileExists => ErrorCategory.ResourceExists,
        ProblemKind.FileNotReadable => ErrorCategory.ReadError,
        ProblemKind.File => ErrorCategory.WriteError,
        _ => ErrorCategory.NotSpecified,
    };
}
