namespace EdFi.BatchPerf.Questions.Sizes;

/// <summary>
/// The knee by rule: the smallest size whose mean throughput is at least (1 − tolerance) times that of the best size. Its interval comes
/// from drawing the repeats anew, each as a block of all sizes, 2,000 times (percentile bootstrap, 95 %): the sizes that other repeats
/// of the same study could have named.
/// </summary>
internal static class SizeKnee
{
    private const int Draws = 2000;

    /// <summary>The knee; null without a size.</summary>
    /// <param name="rates">Size and mean throughput.</param>
    /// <param name="tolerance">Largest shortfall of the knee against the best size, as a share of the best, 0 to 1.</param>
    public static int? Of(IReadOnlyList<(int Size, double Rate)> rates, double tolerance)
    {
        if (rates.Count == 0)
        {
            return null;
        }

        var enough = (1 - tolerance) * rates.Max(static r => r.Rate);
        return rates.Where(r => r.Rate >= enough).Min(static r => r.Size);
    }

    /// <summary>The knee's interval; null with fewer than two repeats that hold every size.</summary>
    /// <param name="repeats">Throughput by size of each repeat.</param>
    /// <param name="tolerance">As above.</param>
    /// <param name="seed">Fixes the draws.</param>
    public static (int Low, int High)? Interval(IReadOnlyList<IReadOnlyDictionary<int, double>> repeats, double tolerance, int seed)
    {
        // A run too short to measure a batch leaves its size out of its repeat: two repeats of as many sizes need not hold the same ones.
        var sizes = repeats.SelectMany(static r => r.Keys).Distinct().Count();
        var whole = repeats.Where(r => r.Count == sizes).ToList();
        if (whole.Count < 2 || sizes == 0)
        {
            return null;
        }

        var random = new Random(seed);
        var knees = new int[Draws];
        for (var draw = 0; draw < Draws; draw++)
        {
            var drawn = Enumerable.Range(0, whole.Count).Select(_ => whole[random.Next(whole.Count)]).ToList();
            knees[draw] = Of([.. whole[0].Keys.Select(size => (size, drawn.Average(r => r[size])))], tolerance)!.Value;
        }

        Array.Sort(knees);
        return (knees[(int)(Draws * (1 - MeanInterval.Confidence) / 2)], knees[(int)(Draws * (1 + MeanInterval.Confidence) / 2)]);
    }
}
