using System.Globalization;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Documents.Scenarios;

/// <summary>Scales weights such as 24, 6 and 0.35 to whole numbers in exactly the same proportions: 480, 120 and 7.</summary>
internal static class WeightScale
{
    /// <summary>Turns of a round, over which scenarios are dealt evenly.</summary>
    private const int LargestRound = 1_000_000;

    /// <summary>The problem of weights that cannot be scaled, as a sentence without its end.</summary>
    public static string Problem { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"the weights cannot be scaled to whole numbers of at most {ScenarioShare.MaxWeight:#,0} each and {LargestRound:#,0} together; "
            + $"round them");

    /// <summary>
    /// The smallest whole numbers in the proportions of weights; whole weights stay as they are where they are small enough.
    /// </summary>
    /// <param name="weights">Numbers above 0.</param>
    /// <returns>Null where one would be larger than <see cref="ScenarioShare.MaxWeight"/>, or all together too large.</returns>
    public static IReadOnlyList<int>? Whole(IReadOnlyList<decimal> weights)
    {
        if (weights.All(static w => w == decimal.Truncate(w)) && Fit(weights))
        {
            return [.. weights.Select(static w => (int)w)];
        }

        try
        {
            var factor = 1m;
            while (weights.Any(w => w * factor != decimal.Truncate(w * factor)))
            {
                factor *= 10;
            }

            var divisor = weights.Select(w => w * factor).Aggregate(Divisor);
            decimal[] scaled = [.. weights.Select(w => w * factor / divisor)];
            return Fit(scaled) ? [.. scaled.Select(static w => (int)w)] : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static bool Fit(IReadOnlyList<decimal> weights) =>
        weights.All(static w => w <= ScenarioShare.MaxWeight) && weights.Sum() <= LargestRound;

    private static decimal Divisor(decimal one, decimal other) => other == 0 ? one : Divisor(other, one % other);
}
