using EdFi.BatchPerf.Jobs.Loads;
using EdFi.BatchPerf.Questions.Thresholds;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cli.Host;

/// <summary>Which exit code means what, for a problem and for a run.</summary>
internal static class ExitCodes
{
    /// <summary>In the order of their numbers, in words for the help.</summary>
    public static IReadOnlyList<(ExitCode Code, string Meaning)> All { get; } =
    [
        (ExitCode.Success, "the run ended as planned or by its stop file or dashboard, no batch failed, and every --threshold is kept"),
        (ExitCode.Failures, "the run ended as planned, but batches failed, or none succeeded"),
        (ExitCode.Usage, "an option, variable or input file is wrong, or a batch exceeds the server's limit"),
        (ExitCode.Connection, "the server cannot be reached, or its certificate is not trusted"),
        (ExitCode.Authentication, "credentials or claim set are insufficient"),
        (ExitCode.MissingPrerequisite, "descriptors, school year or education agency are missing on the server"),
        (ExitCode.UnexpectedServer, "the server is no DMS, has no /batch, or its answer cannot be understood"),
        (ExitCode.File, "a file cannot be read or written"),
        (ExitCode.TestType, "no test type was given, or one that does not exist here"),
        (ExitCode.FailureRate, "ended early because more batches failed than --stopOnFailureRate allows, half by default"),
        (ExitCode.Threshold, "a --threshold is not kept, or the figures do not prove that it is"),
        (ExitCode.Atomicity, "--testAtomicity: a failed batch left something behind, or it is not proven that none did"),
        (ExitCode.Leftover, "--leftover: documents of the run are still on the server"),
        (ExitCode.ExistingDocument, "ended early because a create changed a document that the run had not created"),
        (ExitCode.Incomplete, "--merge: a machine was lost or failed, or a share of the plan is missing or there twice"),
        (ExitCode.InternalFault, "an internal error"),
        (ExitCode.Canceled, "Ctrl+C, SIGTERM or SIGHUP; the files are complete"),
    ];

    public static ExitCode Of(BatchPerfException problem) => problem.ErrorId switch
    {
        TestTypeName.ErrorId => ExitCode.TestType,
        nameof(ExitCode.ExistingDocument) => ExitCode.ExistingDocument,
        _ => Of(problem.Problem),
    };

    private static ExitCode Of(ProblemKind problem) => problem switch
    {
        ProblemKind.InvalidInput => ExitCode.Usage,
        ProblemKind.Connection => ExitCode.Connection,
        ProblemKind.Authentication => ExitCode.Authentication,
        ProblemKind.MissingPrerequisite => ExitCode.MissingPrerequisite,
        ProblemKind.UnexpectedServer => ExitCode.UnexpectedServer,
        ProblemKind.File or ProblemKind.FileMissing or ProblemKind.FileExists or ProblemKind.FileNotReadable => ExitCode.File,
        _ => ExitCode.InternalFault,
    };

    public static ExitCode Of(StopReason reason, RunTotals totals) => reason switch
    {
        StopReason.Canceled or StopReason.LeaseExpired => ExitCode.Canceled,
        StopReason.FailureRate => ExitCode.FailureRate,
        StopReason.BatchTooLarge => ExitCode.Usage,
        StopReason.ResultFileFailed or StopReason.ResultsBacklog => ExitCode.File,
        StopReason.ExistingDocument => ExitCode.ExistingDocument,
        StopReason.Fault => ExitCode.InternalFault,
        _ => totals.Failed > 0 || totals.Succeeded == 0 ? ExitCode.Failures : ExitCode.Success,
    };

    /// <summary>
    /// The code of a run that was held against thresholds: they decide on runs that ended as planned, also whether failures are tolerated.
    /// </summary>
    /// <param name="code">The run's own.</param>
    /// <param name="totals">Counts of its batches by outcome.</param>
    /// <param name="results">One for each threshold.</param>
    public static ExitCode With(ExitCode code, RunTotals totals, IReadOnlyList<BatchThresholdResult> results)
    {
        if (code is not (ExitCode.Success or ExitCode.Failures) || results.Count == 0)
        {
            return code;
        }

        if (results.Any(static r => !r.Passed))
        {
            return ExitCode.Threshold;
        }

        return totals.Succeeded > 0 && results.Any(FailureLimit.Is)
            ? ExitCode.Success
            : code;
    }

    /// <summary>The code of a run with its thresholds and files.</summary>
    public static ExitCode Of(LoadEnd end)
    {
        var own = Of(end.Run.StopReason, end.Run.Totals);
        return end.ThresholdProblem is { } problem && own is (ExitCode.Success or ExitCode.Failures)
            ? Of(problem)
            : WithFiles(With(own, end.Run.Totals, end.Tested), end.Failed.Count == 0);
    }

    /// <summary>
    /// The code of a run whose files are, or are not, all complete: that one is missing decides on runs that ended as planned, whatever
    /// became of their batches.
    /// </summary>
    public static ExitCode WithFiles(ExitCode code, bool complete) =>
        !complete && code is (ExitCode.Success or ExitCode.Failures or ExitCode.Threshold) ? ExitCode.File : code;
}
