using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cli;

/// <summary>Which exit code means what, for a problem and for a run.</summary>
internal static class ExitCodes
{
    /// <summary>In the order of their numbers, in words for the help.</summary>
    public static IReadOnlyList<(ExitCode Code, string Meaning)> All { get; } =
    [
        (ExitCode.Success, "the run ended as planned and no batch failed"),
        (ExitCode.Failures, "the run ended as planned, but batches failed, or none succeeded"),
        (ExitCode.Usage, "an option, variable or input file is wrong, or a batch exceeds the server's limit"),
        (ExitCode.Connection, "the server cannot be reached, or its certificate is not trusted"),
        (ExitCode.Authentication, "key, secret or claim set do not suffice"),
        (ExitCode.MissingPrerequisite, "descriptors, school year or education agency are missing on the server"),
        (ExitCode.UnexpectedServer, "the server is no DMS, has no /batch, or its answer cannot be understood"),
        (ExitCode.File, "a file cannot be read or written"),
        (ExitCode.TestType, "no test type was given, or one that does not exist here"),
        (ExitCode.FailureRate, "ended early because more than half of all requests failed"),
        (ExitCode.InternalFault, "something in this program broke"),
        (ExitCode.Canceled, "Ctrl+C or SIGTERM; the files are complete"),
    ];

    public static ExitCode Of(BatchPerfException problem) => problem.ErrorId == TestTypeName.ErrorId ? ExitCode.TestType : problem.Problem switch
    {
        ProblemKind.InvalidInput => ExitCode.Usage,
        ProblemKind.Connection => ExitCode.Connection,
        ProblemKind.Authentication => ExitCode.Authentication,
        ProblemKind.MissingPrerequisite => ExitCode.MissingPrerequisite,
        ProblemKind.UnexpectedServer => ExitCode.UnexpectedServer,
        ProblemKind.File => ExitCode.File,
        _ => ExitCode.InternalFault,
    };

    public static ExitCode Of(StopReason reason, RunTotals totals) => reason switch
    {
        StopReason.Canceled => ExitCode.Canceled,
        StopReason.FailureRate => ExitCode.FailureRate,
        StopReason.BatchTooLarge => ExitCode.Usage,
        StopReason.ResultFileFailed or StopReason.ResultsBacklog => ExitCode.File,
        StopReason.Fault => ExitCode.InternalFault,
        _ => totals.Failed > 0 || totals.Succeeded == 0 ? ExitCode.Failures : ExitCode.Success,
    };
}
