using System.Globalization;

namespace EdFi.BatchPerf.Jobs.Runs;

/// <summary>Says what failed in a run before anything is said of its figures.</summary>
public static class FailureWords
{
    /// <summary>"37 of 1,315 batches failed (2.8 %); most often (30 times): 400 Validation: …"; null where nothing failed.</summary>
    /// <param name="run">A run that has ended.</param>
    public static string? Of(BatchRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var (failed, batches) = (run.Totals.Failed, run.Totals.Batches);
        if (failed == 0)
        {
            return null;
        }

        var what = run.TestType == TestType.Volume ? "requests" : "batches";
        var share = failed == batches
            ? Text($"All {batches:#,0} {what} failed")
            : Text($"{failed:#,0} of {batches:#,0} {what} failed ({100.0 * failed / batches:0.##} %)");
        if (run.Errors is not [var most, ..])
        {
            return share + ".";
        }

        var status = most.StatusCode is { } code && !most.Message.StartsWith(Text($"{code} "), StringComparison.Ordinal) ? $"{code} " : "";
        return share + Text($"; most often ({most.Occurrences:#,0} times): {status}{most.Kind}: {most.Message}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
