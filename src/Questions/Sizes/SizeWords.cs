using System.Globalization;

namespace EdFi.BatchPerf.Questions.Sizes;

/// <summary>Texts of a batch-size study.</summary>
internal static class SizeWords
{
    private const int EnoughRuns = 5;
    private const double StraightEnough = 0.15;

    /// <summary>Returns the note on one size; empty for none.</summary>
    public static string Note(BatchSizePoint point, IReadOnlyList<BatchSizeRun> runs, double failureLimit)
    {
        var parts = new List<string>();
        if (point.Refused)
        {
            var sent = runs.FirstOrDefault(static r => r.Refused && r.RunId is not null);
            parts.Add(sent is null ? runs.First(static r => r.Refused).Refusal! : "Refused with 413. " + sent.Refusal);
        }

        if (point.ClientLimited)
        {
            parts.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The client was the limit in {point.ClientLimitedRuns} of {point.Runs} runs: "
                        + $"{runs.First(static r => r.Verdict == RunVerdict.ClientLimited).Reasons}"));
        }
        else if (point.ClientLimitedRuns > 0)
        {
            parts.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The client was the limit in {point.ClientLimitedRuns} of {point.Runs} runs."));
        }

        if (point.FailureRate > failureLimit)
        {
            parts.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{FigureText.Percent(point.FailureRate, failureLimit)} of its batches failed; the limit is "
                    + $"{FigureText.Percent(failureLimit)}."));
        }

        return string.Join(' ', parts);
    }

    /// <summary>Returns reservations about the figures, a sentence each; empty for none.</summary>
    public static IReadOnlyList<string> Notes(BatchSizeStudy study)
    {
        var notes = new List<string>();
        var fewest = study.Points.Where(static p => p.Runs > 0).Select(static p => p.Runs).DefaultIfEmpty(0).Min();
        if (!study.Complete)
        {
            notes.Add(
                string.Create(CultureInfo.InvariantCulture, $"Not complete: {study.RunsMeasured} of {study.RunsPlanned} runs were made."));
        }

        if (fewest == 1)
        {
            notes.Add("One run of a size has no interval: differences between sizes may be chance. Repeat it with "
                + $"{new OptionKey("Repeat")}.");
        }
        else if (fewest is > 1 and < EnoughRuns)
        {
            notes.Add(
                string.Create(CultureInfo.InvariantCulture, $"Intervals rest on {fewest} runs of each size and are wide for it: "
                    + $"{new OptionKey("Repeat")} {EnoughRuns} or "
                    + $"more narrows them."));
        }

        var limited = study.Points.Where(static p => p.ClientLimited).Select(static p => p.TripleCount).ToList();
        if (limited.Count > 0)
        {
            notes.Add(
                $"The client was the limit at {Triples(limited)}; not recommended, and left out of the line where it can do without.");
        }

        if (Uneven(study) is { } uneven)
        {
            notes.Add(uneven);
        }

        if (study is { LargestDeviation: > StraightEnough, RSquared: not null })
        {
            notes.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Latency is no straight line in the operations (R² {study.RSquared:0.000}; a size lies "
                        + $"{study.LargestDeviation * 100:0} % off): take fixed and marginal cost as rough."));
        }

        return notes;
    }

    /// <summary>Times of sizes that failed more often are those of the easier part; null where failure rates hardly differ.</summary>
    private static string? Uneven(BatchSizeStudy study)
    {
        var measured = study.Points.Where(static p => p.Runs > 0).ToList();
        var (least, most) = (measured.MinBy(static p => p.FailureRate), measured.MaxBy(static p => p.FailureRate));
        return most?.FailureRate - least?.FailureRate > SizeAnalysis.MaxFailureDifference
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"Failure rates differ: {FigureText.Percent(least!.FailureRate)} at {Triples([least.TripleCount])}, "
                    + $"{FigureText.Percent(most!.FailureRate)} at {Triples([most.TripleCount])}. ")
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"Times are those of successes, and mean less where more batches failed; above "
                        + $"{FigureText.Percent(study.FailureLimit)} a size is not recommended.")
            : null;
    }

    /// <summary>Returns the recommendation.</summary>
    public static string Recommendation(BatchSizeStudy study, IReadOnlyList<StudySize> sizes)
    {
        if (study.KneeTripleCount is not { } knee)
        {
            return study.RunsMeasured == 0 ? "Nothing was measured." + Limit(study, sizes)
                : "No size can be recommended: of each, the client was the limit or batches failed. Use fewer clients or a stronger "
                    + $"machine for the client, or look at the errors."
                    + Limit(study, sizes);
        }

        var point = study.Points.First(p => p.TripleCount == knee);
        var best = study.Points.First(p => p.TripleCount == study.BestTripleCount);
        var words = string.Create(
            CultureInfo.InvariantCulture,
            $"Use {Triples([knee])} ({point.OperationCount:0.#} operations) a batch: {point.CommittedOperationsPerSecond:#,0} "
                + $"committed operations/s{Interval(point)} at p95 {P95(point)} with {study.ClientCount} "
                + $"client{(study.ClientCount == 1 ? "" : "s")}.");
        words += study.Points.Count(static p => p.Runs > 0) == 1
            ? " It is the only size that was measured: nothing says whether another does better."
            : knee == best.TripleCount
            ? " No other size commits more."
            : string.Create(
                CultureInfo.InvariantCulture,
                $" That is {point.CommittedOperationsPerSecond / best.CommittedOperationsPerSecond * 100:0} % of the best, "
                    + $"{Triples([best.TripleCount])} at p95 {P95(best)}, and the smallest size within "
                    + $"{FigureText.Percent(study.KneeTolerance)} of it.");
        if (study is { KneeLowTripleCount: { } low, KneeHighTripleCount: { } high } && low != high)
        {
            words += string.Create(CultureInfo.InvariantCulture, $" Chance could have named any size from {low} to {high} triples.");
        }

        words += LargestWasBest(study, sizes) ? " It is the largest size measured: larger ones may do better." : "";
        return words + Cost(study) + Limit(study, sizes);
    }

    private static bool LargestWasBest(BatchSizeStudy study, IReadOnlyList<StudySize> sizes) =>
        study.KneeTripleCount == sizes[^1].TripleCount
            && sizes.Count > 1
            && (study.BatchLimit is not { } limit
                || limit - sizes[^1].LargestBatch >= sizes[^1].LargestBatch / Math.Max(1, sizes[^1].TripleCount));

    private static string Cost(BatchSizeStudy study)
    {
        if (study is not { FixedMs: { } start, MarginalMs: { } slope })
        {
            return "";
        }

        var words = string.Create(
            CultureInfo.InvariantCulture,
            $" A batch costs {start:0.00} ms{Range(study.FixedLowMs, study.FixedHighMs, "0.00")} and {slope:0.000} "
                + $"ms{Range(study.MarginalLowMs, study.MarginalHighMs, "0.000")} more for each operation.");
        words += study.FixedLowMs <= 0 ? " The fixed cost cannot be distinguished from zero." : "";
        return study.MarginalLowMs <= 0 ? words + " The cost of one more operation cannot be distinguished from zero." : words;
    }

    private static string Limit(BatchSizeStudy study, IReadOnlyList<StudySize> sizes)
    {
        if (study.BatchLimit is not { } limit)
        {
            return study.BatchLimitMessage is { } message ? $" The server refused a size without stating its limit: {message}" : "";
        }

        var perTriple = sizes.Max(static s => (double)s.LargestBatch / s.TripleCount);
        var how = study.BatchLimitSource switch
        {
            BatchLimitSource.Search => "tried",
            BatchLimitSource.Refusal => "said when it refused a batch",
            _ => "said, not tried",
        };
        return string.Create(
            CultureInfo.InvariantCulture,
            $" The server takes at most {limit} operations in a batch, {Triples([(int)(limit / perTriple)])} ({how}).");
    }

    private static string Triples(IReadOnlyList<int> counts) =>
        string.Join(", ", counts.Select(static c => c.ToString(CultureInfo.InvariantCulture))) + (counts is [1] ? " triple" : " triples");

    private static string P95(BatchSizePoint point) => point.P95Ms is { } p95 ? FigureText.Milliseconds(p95) : "not known";

    /// <summary>An interval that reaches down to nothing says only that it rests on too few runs.</summary>
    private static string Interval(BatchSizePoint point) => point.CommittedOperationsPerSecondLow <= 0
        ? " (too few runs for an interval)"
        : Range(point.CommittedOperationsPerSecondLow, point.CommittedOperationsPerSecondHigh, "#,0");

    private static string Range(double? low, double? high, string format) =>
        low is { } from && high is { } to
            ? $" ({from.ToString(format, CultureInfo.InvariantCulture)} to {to.ToString(format, CultureInfo.InvariantCulture)})"
            : "";
}
