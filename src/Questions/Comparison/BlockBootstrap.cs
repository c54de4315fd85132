using MathNet.Numerics.Random;
using MathNet.Numerics.Statistics;

namespace EdFi.BatchPerf.Questions.Comparison;

/// <summary>
/// Bootstrap of the differences between two single runs, which shows their scatter had the windows fallen otherwise: windows are drawn
/// again in blocks, since neighbours resemble each other. Source: Politis and Romano, A circular block-resampling procedure for stationary
/// data (1992); block length n^⅓. The seed is fixed: equal runs give equal answers.
/// </summary>
internal sealed class BlockBootstrap
{
    /// <summary>The fewest windows a side that are worth drawing from.</summary>
    public const int FewestWindows = 10;

    private const int FewestDraws = 1000;
    private const int DrawsForEachTest = 100;
    private const int Seed = 1;
    private readonly double[]?[] _differences;

    private BlockBootstrap(double[]?[] differences) => _differences = differences;

    /// <summary>
    /// Returns the number of draws for so many tests: the least p-value to be had, 2 / (draws + 1), must stay below 0.05 when it is
    /// multiplied by their number, as Holm does.
    /// </summary>
    public static int DrawsFor(int tests) => Math.Max(FewestDraws, DrawsForEachTest * tests);

    /// <summary>Draws both sides' windows again and again; every request name sees the same draws.</summary>
    /// <param name="baseline">Windows of the baseline.</param>
    /// <param name="candidate">Windows of the candidate.</param>
    /// <param name="draws">Number of draws, from <see cref="DrawsFor"/>.</param>
    public static BlockBootstrap Run(WindowSample baseline, WindowSample candidate, int draws = FewestDraws)
    {
        var random = new MersenneTwister(Seed);
        var differences = ComparedMetric.All.Select(_ => (double[]?)new double[draws]).ToArray();
        var (first, second) = (new int[baseline.Count], new int[candidate.Count]);
        for (var draw = 0; draw < draws; draw++)
        {
            Draw(random, first);
            Draw(random, second);
            var (a, b) = (baseline.Sum(first), candidate.Sum(second));
            for (var i = 0; i < differences.Length; i++)
            {
                if (differences[i] is { } all && Subtract(ComparedMetric.All[i], b, a) is { } difference)
                {
                    all[draw] = difference;
                }
                else
                {
                    differences[i] = null;
                }
            }
        }

        return new BlockBootstrap(differences);
    }

    /// <summary>Returns the difference in one metric over all draws; null where a draw had no sample of it.</summary>
    /// <param name="metric">One of <see cref="ComparedMetric.All"/>.</param>
    /// <param name="estimate">The difference between the runs themselves, on the metric's scale.</param>
    public Difference? Of(ComparedMetric metric, double estimate)
    {
        if (_differences[ComparedMetric.All.ToList().IndexOf(metric)] is not { } all)
        {
            return null;
        }

        var sorted = all.Order().ToArray();
        var less = 1 + Math.Min(sorted.Count(static d => d <= 0), sorted.Count(static d => d >= 0));
        return new Difference(
            estimate,
            Middle(sorted, 0.95),
            Middle(sorted, 0.90),
            Math.Min(1, 2.0 * less / (all.Length + 1)),
            Scatter: null);
    }

    /// <summary>
    /// Counts how often each window is taken, when blocks of neighbours are, in a circle, until there are as many as before.
    /// </summary>
    private static void Draw(MersenneTwister random, int[] times)
    {
        Array.Clear(times);
        var block = (int)Math.Ceiling(Math.Cbrt(times.Length));
        for (var taken = 0; taken < times.Length;)
        {
            var start = random.Next(times.Length);
            for (var i = 0; i < block && taken < times.Length; i++, taken++)
            {
                times[(start + i) % times.Length]++;
            }
        }
    }

    private static (double Lower, double Upper) Middle(double[] sorted, double share) =>
        (SortedArrayStatistics.Quantile(sorted, (1 - share) / 2), SortedArrayStatistics.Quantile(sorted, (1 + share) / 2));

    private static double? Subtract(ComparedMetric metric, WindowSum candidate, WindowSum baseline) =>
        metric.ToScale(metric.OfWindows(candidate)) - metric.ToScale(metric.OfWindows(baseline));
}
