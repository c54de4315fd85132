using System.Text.Json;
using EdFi.BatchPerf.Bench.Measuring;
using EdFi.BatchPerf.Metrics;

namespace EdFi.BatchPerf.Bench.Parts;

/// <summary>Whether the HdrHistogram of another world reads from our files what we read from them.</summary>
internal sealed class HdrPart : IPart
{
    private static readonly double[] Percentiles = [0, 50, 66, 75, 90, 95, 99, 99.9, 99.99, 100];

    public string Name => "hdr";

    public string Title => "Histograms: hdr-histogram-js reads the same percentiles";

    public async Task RunAsync(Report report, Effort effort)
    {
        if (!Child.Exists("node") || !Child.Exists("npm"))
        {
            report.NotAvailable("percentiles as hdr-histogram-js reads them", "node and npm are not installed here");
            return;
        }

        var folder = Path.Combine(Repository.Root, "bench", "hdr-check");
        await Child.RunAsync(new Command("npm", "ci", "--prefix", folder, "--no-audit", "--no-fund"));
        var (histogram, log) = Record();
        var input = JsonSerializer.Serialize(new { base64 = histogram.ToBase64(), log, percentiles = Percentiles });
        using var answer = JsonDocument.Parse(await Child.RunAsync(new Command("node", Path.Combine(folder, "check.js")), input));
        double Theirs(string from, double percentile) => answer.RootElement.GetProperty(from).GetProperty(percentile.ToString(System.Globalization.CultureInfo.InvariantCulture)).GetDouble();
        var different = Percentiles.Count(p => Theirs("base64", p) != HighestEquivalent(histogram, p)) + Percentiles.Count(p => Theirs("log", p) != HighestEquivalent(histogram, p));
        var counts = answer.RootElement.GetProperty("count").GetInt64() == histogram.TotalCount && answer.RootElement.GetProperty("logCount").GetInt64() == histogram.TotalCount;
        report.Say($"{histogram.TotalCount:N0} values from 1 µs to an hour, written as one base64 text and as an interval log of 100 lines.");
        report.Table(
            ["percentile", "ours", "hdr-histogram-js, base64", "hdr-histogram-js, log merged"],
            Percentiles.Select(p => new[] { $"{p}", $"{histogram.ValueAtPercentile(p):N0} µs", $"{Theirs("base64", p):N0} µs", $"{Theirs("log", p):N0} µs" }));
        report.Judge("percentiles that hdr-histogram-js reads otherwise", "0, and no value lost", $"{different} of {2 * Percentiles.Length}{(counts ? "" : ", and another count")}", different == 0 && counts);
    }

    private static (LatencyHistogram Whole, string Log) Record()
    {
        const double ln10 = 2.302585092994046;
        var random = new Random(1);
        var text = new StringWriter();
        var writer = new HistogramLogWriter(text, DateTimeOffset.UnixEpoch);
        var whole = new LatencyHistogram();
        for (var interval = 0; interval < 100; interval++)
        {
            var part = new LatencyHistogram();
            for (var i = 0; i < 10_000; i++)
            {
                part.Record((long)Math.Exp(random.NextDouble() * 9.55 * ln10));
            }

            writer.Write(interval, 1, part);
            whole.Add(part);
        }

        return (whole, text.ToString());
    }

    // We know the exact limits and never report beyond them; a decoder knows buckets only.
    private static long HighestEquivalent(LatencyHistogram histogram, double percentile)
    {
        var value = histogram.ValueAtPercentile(percentile);
        return histogram.Buckets().First(b => value >= b.LowestMicros && value <= b.HighestMicros) is var bucket && percentile == 0 ? bucket.LowestMicros : bucket.HighestMicros;
    }
}
