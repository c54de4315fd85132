using System.Globalization;

namespace EdFi.BatchPerf;

/// <summary>Texts on a run's failures, which come before its figures.</summary>
internal static class FailureWords
{
    /// <summary>
    /// "37 of 1,315 batches failed (2.81 %); most often (30 times): Validation: …", or "All 1,315 batches failed: Validation: …" where all
    /// are of one kind; null where nothing failed.
    /// </summary>
    /// <param name="type">Type of the run, which names the requests.</param>
    /// <param name="totals">Counts of the run's requests by outcome.</param>
    /// <param name="errors">The errors of the run, each with its occurrences.</param>
    public static string? Of(TestType type, RunTotals totals, IReadOnlyList<DistinctError> errors)
    {
        return totals.Failed == 0 ? null
            : Share(type, totals) + (FailureGroup.Of(errors) is [var most, ..] ? Most(most, totals.Failed) : ".");
    }

    /// <summary>"37 of 1,315 batches failed (2.81 %)" or "All 1,315 batches failed"; without a full stop.</summary>
    /// <param name="type">Type of the run, which names the requests.</param>
    /// <param name="totals">Counts of the run's requests by outcome, with one failed at least.</param>
    public static string Share(TestType type, RunTotals totals)
    {
        var (failed, batches) = (totals.Failed, totals.Batches);
        return failed < batches
            ? Text($"{failed:#,0} of {type.Counted(batches)} failed ({FigureText.Percent((double)failed / batches)})")
            : type.AllFailed(batches);
    }

    /// <summary>The most frequent status and kind; messages of one kind differ, for example in the operation that failed.</summary>
    private static string Most(FailureGroup group, long failed)
    {
        var first = group.Example;
        var named = group.StatusCode is not { } code || first.Message.Contains(Text($"{code} "), StringComparison.Ordinal);
        var status = named ? "" : Text($"{group.StatusCode} ");
        var example = group.Errors.Count > 1 ? ", such as" : "";
        var times = group.Occurrences == 1 ? "once" : Text($"{group.Occurrences:#,0} times");
        var most = group.Occurrences == failed ? "" : $"; most often ({times})";
        return Text($"{most}: {status}{group.Kind}{example}: {first.Message}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
