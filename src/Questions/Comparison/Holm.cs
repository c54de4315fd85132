namespace EdFi.BatchPerf.Questions.Comparison;

/// <summary>
/// Corrects the p-values of several tests, so that the probability of any false alarm among them stays that of one test. Source: Holm, A
/// simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6 (1979).
/// </summary>
internal static class Holm
{
    /// <summary>The corrected values, in the same order.</summary>
    public static double[] Adjust(IReadOnlyList<double> values)
    {
        var adjusted = new double[values.Count];
        var greatest = 0.0;
        var order = Enumerable.Range(0, values.Count).OrderBy(i => values[i]).ToArray();
        for (var i = 0; i < order.Length; i++)
        {
            greatest = Math.Max(greatest, Math.Min(1, (order.Length - i) * values[order[i]]));
            adjusted[order[i]] = greatest;
        }

        return adjusted;
    }
}
