using EdFi.BatchPerf.Files.Locust;

namespace EdFi.BatchPerf.Unit.Reporting;

public class LocustIntervalsCsvTests
{
    [Fact]
    public void The_sliver_at_the_end_takes_the_place_of_the_row_of_its_second()
    {
        using var stream = new MemoryStream();
        LocustIntervalsCsv.Write(stream, DateTimeOffset.UnixEpoch.AddSeconds(100.3), [Point(0, 1, 10), Point(1, 1, 20), Point(2, 0.05, 3)]);

        var lines = System.Text.Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var total = Array.IndexOf(lines[0].Split(','), "Total Request Count");
        Assert.Equal([("101", "10"), ("102", "33")], lines.Skip(1).Select(static l => l.Split(',')).Select(f => (f[0], f[total])));
    }

    private static IntervalPoint Point(double start, double width, long batches) => new() { StartSeconds = start, WidthSeconds = width, Batches = batches };
}
