using System.Globalization;

namespace EdFi.BatchPerf.Measuring;

/// <summary>
/// The mean time that a triple took: the response times of all successes over their triples, of which a batch has many and a Volume run's
/// requests are parts. Results that do not say how many triples they carry have it in their request name.
/// </summary>
internal static class TripleTime
{
    /// <summary>The N of <c>students-batch-N</c>; null where a name does not end so.</summary>
    public static int? TriplesIn(string name)
    {
        var dash = name.LastIndexOf('-');
        return dash >= 0
            && int.TryParse(name.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var triples)
            && triples > 0
            ? triples
            : null;
    }

    /// <summary>That of one request name; null in a Volume run, where it is a part of a triple.</summary>
    public static double? OfName(string name, TestType testType, PhaseTallies sums) =>
        testType == TestType.Volume ? null : MeanMs([(name, testType, sums)]);

    /// <summary>In milliseconds; null where nothing was recorded, or nothing says how many triples there were.</summary>
    public static double? MeanMs(IEnumerable<(string Name, TestType TestType, PhaseTallies Sums)> names)
    {
        var (sum, triples) = (0.0, 0L);
        foreach (var (name, testType, sums) in names)
        {
            var requests = sums.Measured.Response.TotalCount + sums.Drain.Response.TotalCount;
            if (requests > 0)
            {
                if (TriplesOf(name, testType, sums, requests) is not { } found)
                {
                    return null;
                }

                sum += (double)sums.Measured.Response.Sum + sums.Drain.Response.Sum;
                triples += found;
            }
        }

        return triples == 0 ? null : sum / triples / 1000;
    }

    private static long? TriplesOf(string name, TestType testType, PhaseTallies sums, long requests)
    {
        var told = sums.Measured.TimedTriples + sums.Drain.TimedTriples;
        return told > 0 || testType == TestType.Volume ? told : TriplesIn(name) * requests;
    }
}
