namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Tells the ends that an operator planned from those that are problems.</summary>
internal static class RunEnd
{
    public static BatchPerfException? Problem(BatchRun run) => run.StopReason switch
    {
        StopReason.BatchTooLarge => new BatchPerfException(
            "BatchTooLarge",
            ProblemKind.InvalidInput,
            $"The run was stopped: {run.Fault}",
            run.BatchLimit is { } limit ? $"Give a -BatchTripleCount of at most {limit / 3} (3 operations in a triple)." : "Give a smaller -BatchTripleCount."),
        StopReason.ResultFileFailed => new BatchPerfException(
            "ResultFileFailed",
            ProblemKind.File,
            $"The run was stopped because its results could not be written any more: {run.Fault}",
            "Make room on the disk or give another -ResultPath; what had been written is readable."),
        StopReason.ResultsBacklog => new BatchPerfException(
            "ResultsBacklog",
            ProblemKind.File,
            $"The run was stopped because its results were read too slowly: {run.Fault}",
            "Use -SummaryOnly with -ResultPath, or do less in the pipeline behind the run."),
        StopReason.FailureRate => new BatchPerfException(
            "FailureRateExceeded",
            ProblemKind.UnexpectedServer,
            $"The run was stopped: {run.Totals.Failed} of {run.Totals.Batches} batches failed, more than -StopOnFailureRate allows.",
            "Group the results by ErrorKind, or look at the run's Errors, to see why."),
        StopReason.Fault => new BatchPerfException("RunFault", ProblemKind.UnexpectedServer, $"The run broke in the client itself: {run.Fault}", "Please report this with the run's plan."),
        _ => null,
    };
}
