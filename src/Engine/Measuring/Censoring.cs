namespace EdFi.BatchPerf.Measuring;

/// <summary>
/// Finds the percentiles that are only lower bounds, because batches were cut off before they were answered. Such a batch would have taken
/// at least as long as it had, perhaps for ever: a percentile is reached where moving all of them to the far end would change it by more
/// than a hundredth.
/// </summary>
internal static class Censoring
{
    private const double Tolerance = 1.01;
    private static readonly double[] Reported = [50, 66, 75, 80, 90, 95, 98, 99, 99.9, 99.99, 100];

    /// <summary>The lowest of the reported percentiles that is only a lower bound; null where none is.</summary>
    public static double? FirstReached(Tally tally)
    {
        var total = tally.Response.TotalCount;
        if (total == 0 || tally.SmallestCensored is not { } smallest)
        {
            return null;
        }

        var untouched = 100.0 * tally.Response.CountBelow(smallest) / total;
        var share = 100.0 * tally.Censored / total;
        foreach (var percentile in Reported)
        {
            var shifted = percentile + share;
            if (percentile > untouched
                && (shifted > 100 || tally.Response.ValueAtPercentile(shifted) > Tolerance * tally.Response.ValueAtPercentile(percentile)))
            {
                return percentile;
            }
        }

        return null;
    }
}
