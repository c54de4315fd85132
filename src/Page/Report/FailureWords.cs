using System.Globalization;

namespace EdFi.BatchPerf.Page.Report;

/// <summary>Says what failed in a run before anything is said of its figures.</summary>
public static class FailureWords
{
    /// <summary>"37 of 1,315 batches failed (2.8 %); most often (30 times): Validation: …"; null where nothing failed.</summary>
    /// <param name="run">A run that has ended.</param>
    public static string? Of(BatchRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Of(run.TestType, run.Totals, run.Errors);
    }

    /// <summary>The same of a run's parts.</summary>
    internal static string? Of(TestType type, RunTotals totals, IReadOnlyList<DistinctError> errors)
    {
        var (failed, batches) = (totals.Failed, totals.Batches);
        if (failed == 0)
        {
            return null;
        }

        var what = type == TestType.Volume ? "requests" : "batches";
        var share = failed == batches
            ? Text($"All {batches:#,0} {what} failed")
            : Text($"{failed:#,0} of {batches:#,0} {what} failed ({100.0 * failed / batches:0.##} %)");
        return share + (MostFrequent(errors) is { } most ? "; " + most : ".");
    }

    /// <summary>The most frequent status and kind; messages of one kind differ, for example in the operation that failed.</summary>
    private static string? MostFrequent(IReadOnlyList<DistinctError> errors)
    {
        if (errors.GroupBy(static e => (e.StatusCode, e.Kind)).MaxBy(Times) is not { } group)
        {
            return null;
        }

        var first = group.MaxBy(static e => e.Occurrences)!;
        var named = group.Key.StatusCode is not { } code || first.Message.Contains(Text($"{code} "), StringComparison.Ordinal);
        var status = named ? "" : Text($"{group.Key.StatusCode} ");
        var example = group.Skip(1).Any() ? ", such as" : "";
        return Text($"most often ({Times(group):#,0} times): {status}{first.Kind}{example}: {first.Message}");
    }

    private static long Times(IEnumerable<DistinctError> errors) => errors.Sum(static e => e.Occurrences);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
