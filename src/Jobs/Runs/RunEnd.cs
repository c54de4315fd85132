using EdFi.BatchPerf.Questions.Judging;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Jobs.Runs;

/// <summary>Tells the ends of runs that an operator planned from those that are problems.</summary>
internal static class RunEnd
{
    /// <summary>The problem that ended a run early; null where it ended as planned or was stopped.</summary>
    /// <param name="run">A run that has ended.</param>
    /// <param name="plan">The run's plan.</param>
    public static BatchPerfException? Problem(BatchRun run, RunPlan plan)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.StopReason switch
        {
            StopReason.BatchTooLarge => new BatchPerfException(
                "BatchTooLarge",
                ProblemKind.InvalidInput,
                $"The run was stopped: {run.Fault}",
                Smaller(run.BatchLimit, plan)),
            StopReason.ResultFileFailed => new BatchPerfException(
                "ResultFileFailed",
                ProblemKind.File,
                $"The run was stopped because its results could not be written any more: {run.Fault}",
                "Make room on the disk" + new OptionKey("ResultPath").IfOffered(static option => $" or give another {option}")
                    + "; what had been written is readable."),
            StopReason.ResultsBacklog => new BatchPerfException(
                "ResultsBacklog",
                ProblemKind.File,
                $"The run was stopped because its results were read too slowly: {run.Fault}",
                "Do less in the pipeline behind the run"
                    + new OptionKey("SummaryOnly").IfOffered(static option => $", or use {option} and read the results from a file") + "."),
            StopReason.FailureRate => new BatchPerfException(
                "FailureRateExceeded",
                ProblemKind.UnexpectedServer,
                $"The run was stopped, since more failed than {new OptionKey("StopOnFailureRate")} allows. {run.FailureSummary}",
                WhereFailuresAre(run.TestType) + $" {new OptionKey("StopOnFailureRate")} 100% lets a run go on whatever fails."),
            StopReason.ExistingDocument => new BatchPerfException(
                "ExistingDocument",
                ProblemKind.UnexpectedServer,
                $"The run was stopped: {run.Fault}",
                "Look at the document and restore it if it was not the run's. Then find out why the run made its natural key: a template "
                + "whose key is not the server's identity, or a copied journal that was resumed twice."),
            StopReason.LeaseExpired => new BatchPerfException(
                "LeaseExpired",
                ProblemKind.Connection,
                "The run was stopped: no message from the fleet's controller within the lease.",
                "See whether the controller ended or the network between it and this machine was cut; the run's files are complete."),
            StopReason.Fault => new BatchPerfException(
                "RunFault",
                ProblemKind.UnexpectedServer,
                $"The run broke in the client itself: {run.Fault}",
                "Please report this with the run's plan."),
            _ => null,
        };
    }

    /// <summary>
    /// Returns the error ResultFileFailed for a run that ended as planned, or was stopped, but whose files are not all complete; null where
    /// they are.
    /// </summary>
    /// <param name="run">A run that has ended without a problem.</param>
    public static BatchPerfException? FileProblem(BatchRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Fault is { } fault
            ? new BatchPerfException(
                "ResultFileFailed",
                ProblemKind.File,
                $"The run ended, but not all of its files could be written: {fault}",
                "Make room on the disk or give another path."
                    + new OptionKey("RunVariable").IfOffered(static option =>
                        $" {option} holds the run's figures, from which they can be written again."))
            : null;
    }

    /// <summary>
    /// Returns the warnings to read before the figures: the failures, an end before its time, why the verdict is doubtful, that the wall
    /// clock was moved, and which metrics of the server could not be read.
    /// </summary>
    public static IEnumerable<string> Warnings(BatchRun run)
    {
        if (run.FailureSummary is { } failures)
        {
            yield return failures;
        }

        if (JudgedFacts.Of(run).EarlyEnd is { } early)
        {
            yield return $"The run {early}.";
        }

        var verdict = run.Verdict;
        if (verdict.Reasons.Count > 0)
        {
            yield return $"Verdict {verdict.Verdict}. {string.Join(' ', verdict.Reasons)}";
        }

        if (ClockStep.Describe(run.ClockSteps) is { } stepped)
        {
            yield return stepped;
        }

        foreach (var note in run.ServerNotes)
        {
            yield return note;
        }
    }

    /// <summary>
    /// Returns where all kinds of failure are shown: in the objects that a cmdlet returns, or in the files that the console writes.
    /// </summary>
    private static string WhereFailuresAre(TestType type) =>
        new OptionKey("RunVariable").IfOffered(static _ => "Group the results by ErrorKind, or look at the run's Errors, to see why.")
            is { Length: > 0 } objects
            ? objects
            : $"{TestTypeName.Of(type).ToLowerInvariant()}_failures.csv and the report have every kind of failure.";

    /// <summary>The most triples that fit, where that is known: scenarios differ in the operations of a triple.</summary>
    private static string Smaller(int? limit, RunPlan plan)
    {
        var option = new OptionKey("BatchTripleCount");
        var perTriple = plan.Scenarios.Select(static s => s.Scenario)
            .Where(s => s.Shape.Count > limit)
            .Select(static s => s.Shape.Count / s.TripleCount)
            .DefaultIfEmpty(0)
            .Max();
        return perTriple > 0 && limit >= perTriple
            ? $"Give a {option} of at most {limit / perTriple} ({perTriple} operations in a triple)."
            : $"Give a smaller {option}.";
    }
}
