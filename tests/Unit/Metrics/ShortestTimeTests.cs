using System.Text;
using EdFi.BatchPerf.Files.Locust;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Unit.Metrics;

/// <summary>
/// The shortest time is that of a success: a batch that was cut off after 1 ms would have taken longer, and nobody knows how long.
/// </summary>
public sealed class ShortestTimeTests
{
    private readonly MetricsAccumulator _metrics = new(stripes: 2);

    /// <summary>Times of successes and of batches that were cut off, in ms, and the shortest.</summary>
    public static TheoryData<double[], double[], double?> Times => new()
    {
        { [60, 70], [1], 60 },
        { [60], [100], 60 },
        { [60, 2], [], 2 },
        { [], [1, 5], null },
        { [], [], null },
    };

    [Theory]
    [MemberData(nameof(Times))]
    public void Only_a_batch_that_ended_can_be_the_fastest(double[] succeeded, double[] cutOff, double? shortest)
    {
        var row = Rows(succeeded, cutOff)[^1];

        Assert.Equal((shortest, shortest), (row.MinMs, row.ServiceMinMs));
        Assert.Null(MetricsCheck.Problem(row));
    }

    [Theory]
    [MemberData(nameof(Times))]
    public void Locusts_file_has_the_same_from_the_run_and_from_its_rows(double[] succeeded, double[] cutOff, double? shortest)
    {
        var rows = Rows(succeeded, cutOff);
        var text = shortest is { } ms ? LocustFormat.Number(ms) : succeeded.Length + cutOff.Length == 0 ? "0" : LocustFormat.None;

        using var live = new MemoryStream();
        LocustStatsCsv.Write(live, _metrics.NameSnapshots(), TimeSpan.FromSeconds(1));
        using var stored = new MemoryStream();
        LocustStatsCsv.Write(stored, [.. rows.SkipLast(1).Select(LocustEntry.Of)], TimeSpan.FromSeconds(1));

        Assert.Equal([text, text], new[] { live, stored }.Select(Shortest));
    }

    [Fact]
    public void A_snapshot_that_was_stored_keeps_it_and_one_of_an_older_file_does_not_make_it_up()
    {
        Rows([60], [1]);
        var stored = ArchivedName.Of(Assert.Single(_metrics.NameSnapshots()));

        Assert.Equal((60_000, null), (stored.Restore().Shortest, (stored with { Shortest = null }).Restore().Shortest));
        Assert.Null(NameSnapshot.Sum([stored.Restore(), (stored with { Shortest = null }).Restore()])[0].Shortest);
    }

    [Fact]
    public void Merged_rows_have_the_least_of_all_and_none_where_one_of_them_does_not_know_its_own()
    {
        var whole = new BatchMetrics { Name = "n", Requests = 5, MinMs = 80 };

        Assert.Equal(60, Merged(new BatchMetrics { Name = "n", Requests = 5, Censored = 2, MinMs = 60 }, whole));
        Assert.Null(Merged(new BatchMetrics { Name = "n", Requests = 5, Censored = 2 }, whole));
        Assert.Equal(80, Merged(new BatchMetrics { Name = "n", Requests = 5, Censored = 2, Failures = 3 }, whole)); // nothing of it succeeded
    }

    private static double? Merged(params BatchMetrics[] rows)
    {
        var shortest = MetricTable.Get("min");
        return shortest.Merge(shortest, new MergedRow(rows, seconds: 1, static _ => 1));
    }

    private IReadOnlyList<BatchMetrics> Rows(double[] succeeded, double[] cutOff)
    {
        Array.ForEach(succeeded, ms => _metrics.Record(Samples.Committed(ms)));
        Array.ForEach(cutOff, ms => _metrics.Record(Samples.Unknown(ErrorKind.Canceled, ms)));
        return _metrics.Snapshot();
    }

    /// <summary>The last row's "Min Response Time".</summary>
    private static string Shortest(MemoryStream file)
    {
        var lines = Encoding.UTF8.GetString(file.ToArray()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        return lines[^1].Split(',')[Array.IndexOf(LocustStatsCsv.Columns, "Min Response Time")];
    }
}
