using System.Globalization;

namespace EdFi.BatchPerf.Jobs.Fleet.Machines;

/// <summary>The machines' shares of a plan.</summary>
internal static class FleetShares
{
    /// <summary>Deals the plan, equally or by weights: machines of the weights 3, 2 and 1 take units 1-3, 4-5 and 6 of 6.</summary>
    /// <param name="machines">Their number, 1 or more.</param>
    /// <param name="weights">One for each machine, 1 or more; empty for equal shares.</param>
    /// <exception cref="BatchPerfException"><c>InvalidFleetWeight</c>.</exception>
    public static IReadOnlyList<Segment> Of(int machines, IReadOnlyList<int> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.Count > 0 && weights.Count != machines)
        {
            throw Invalid($"{weights.Count} weights were given for {machines} machines.");
        }

        if (weights.Any(static weight => weight < 1))
        {
            throw Invalid($"{weights.First(static weight => weight < 1)} is not a weight.");
        }

        var equal = weights.Count == 0 || weights.Distinct().Count() == 1;
        var units = equal ? Enumerable.Repeat(1, machines) : weights;
        var count = equal ? machines : weights.Sum(static weight => (long)weight);
        if (count > Segment.MostUnits)
        {
            throw Invalid(string.Create(CultureInfo.InvariantCulture, $"The machines take {count:#,0} units together."));
        }

        var shares = new List<Segment>();
        var last = 0;
        foreach (var unit in units)
        {
            shares.Add(new Segment(last + 1, last + unit, (int)count));
            last += unit;
        }

        return shares;
    }

    private static BatchPerfException Invalid(string message) => new(
        "InvalidFleetWeight",
        ProblemKind.InvalidInput,
        message,
        string.Create(
            CultureInfo.InvariantCulture,
            $"Give a whole number from 1 for each machine, in their order, {Segment.MostUnits:#,0} together at most, such as 3, 2, 1."));
}
