namespace EdFi.BatchPerf.Questions.Comparison;

/// <summary>Sum of windows of a run: counts, and response times in µs.</summary>
internal sealed class WindowSum
{
    /// <summary>Response times in µs, in ascending order, that <see cref="Counts"/> counts.</summary>
    public required long[] Values { get; init; }

    public required long[] Counts { get; init; }

    public double Seconds { get; set; }

    public long Committed { get; set; }

    public long Batches { get; set; }

    public long Failures { get; set; }

    /// <summary>All response times.</summary>
    public double SumMs { get; set; }

    /// <summary>All triples; not a number where a request name does not say how many a batch has.</summary>
    public double Triples { get; set; }

    /// <summary>Response times recorded.</summary>
    public long Recorded { get; set; }

    public double? CommittedPerSecond => Seconds > 0 ? Committed / Seconds : null;

    public double? TripleMeanMs => Triples > 0 ? SumMs / Triples : null;

    public double? FailureRate => Batches > 0 ? (double)Failures / Batches : null;

    public double? PercentileMs(double percentile)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(percentile * Recorded / 100));
        long seen = 0;
        for (var i = 0; i < Counts.Length; i++)
        {
            seen += Counts[i];
            if (seen >= rank)
            {
                return Values[i] / 1000.0;
            }
        }

        return null;
    }
}
