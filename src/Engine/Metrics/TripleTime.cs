using System.Globalization;

namespace EdFi.BatchPerf.Metrics;

/// <summary>The mean time that a triple took: the response times of all batches over their triples, which a request name ends in.</summary>
internal static class TripleTime
{
    /// <summary>The N of <c>students-batch-N</c>; null where a name does not end so.</summary>
    public static int? TriplesIn(string name)
    {
        var dash = name.LastIndexOf('-');
        return dash >= 0 && int.TryParse(name.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var triples) && triples > 0 ? triples : null;
    }

    /// <summary>In milliseconds; null where nothing was recorded or a name does not say how many triples it has.</summary>
    public static double? MeanMs(IEnumerable<(string Name, PhaseTallies Sums)> names)
    {
        var (sum, triples) = (0.0, 0L);
        foreach (var (name, sums) in names)
        {
            var batches = sums.Measured.Response.TotalCount + sums.Drain.Response.TotalCount;
            if (batches > 0)
            {
                if (TriplesIn(name) is not { } perBatch)
                {
                    return null;
                }

                sum += (double)sums.Measured.Response.Sum + sums.Drain.Response.Sum;
                triples += batches * perBatch;
            }
        }

        return triples == 0 ? null : sum / triples / 1000;
    }
}
