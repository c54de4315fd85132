using System.Globalization;
using EdFi.BatchPerf.Histograms;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Jobs.Screens;

namespace EdFi.BatchPerf.Jobs.Fleet.Control;

/// <summary>The line of progress of a fleet: the sums and the merged p95 of all machines' last beats.</summary>
/// <param name="planned">How long sending lasts by plan; null where something else ends it.</param>
/// <param name="time">The clock.</param>
internal sealed class FleetProgress(TimeSpan? planned, TimeProvider time)
{
    /// <summary>What the progress is called.</summary>
    public const string Activity = "Fleet";

    private const double MicrosecondsPerMillisecond = 1000;

    private readonly Dictionary<string, PackedHistogram> _before = new(StringComparer.Ordinal);
    private long _at;
    private RunTotals _seen = new();

    /// <summary>The sum of what is known of all machines.</summary>
    public static RunTotals Sum(IEnumerable<MachineLink> links) => links.Select(static link => link.Beat?.Totals).OfType<RunTotals>()
        .Aggregate(new RunTotals(), static (sum, totals) => sum with
        {
            Batches = sum.Batches + totals.Batches,
            Failed = sum.Failed + totals.Failed,
            OperationsCommitted = sum.OperationsCommitted + totals.OperationsCommitted,
        });

    /// <summary>The progress since the last call.</summary>
    public JobProgress Of(IReadOnlyList<MachineLink> links)
    {
        var totals = Sum(links);
        var now = time.GetTimestamp();
        var seconds = _at == 0 ? 0 : time.GetElapsedTime(_at, now).TotalSeconds;
        var elapsed = TimeSpan.FromSeconds(links.Max(static link => link.Beat?.Elapsed ?? 0));
        var there = links.Count(static link => link.Lost is null);
        var parts = new LinePart[]
        {
            new(planned is { } length ? $"{Clock(elapsed)} of {Clock(length)}" : Clock(elapsed), (3, Clock(elapsed))),
            new(Text($"{totals.Failed:#,0} failed")),
            new(P95(links) is { } p95 ? Text($"p95 {p95:#,0.0} ms") : "p95 -"),
            new(Text($"{Rate(totals.OperationsCommitted - _seen.OperationsCommitted, seconds):#,0} operations/s"), (2, "")),
            new(Text($"{Rate(totals.Batches - _seen.Batches, seconds):#,0.0} batches/s"), (5, "")),
            new(Text($"{links.Where(static link => link.Lost is null).Sum(static link => link.Beat?.Clients ?? 0):#,0} clients"), (6, "")),
            new(there == links.Count ? Text($"{there} machines") : Text($"{there} of {links.Count} machines")),
        };
        (_at, _seen) = (now, totals);
        return new JobProgress(Activity, parts)
        {
            Percent = planned is { } whole && whole > TimeSpan.Zero ? (int)Math.Clamp(100 * (elapsed / whole), 0, 100) : null,
            Remaining = planned - elapsed is { } rest ? (rest > TimeSpan.Zero ? rest : TimeSpan.Zero) : null,
        };
    }

    private double? P95(IReadOnlyList<MachineLink> links)
    {
        var times = new LatencyHistogram();
        foreach (var link in links.Where(static link => link.Beat is not null))
        {
            var cumulative = PackedHistogram.FromText(link.Beat!.Times);
            times.Add(_before.TryGetValue(link.Name, out var before)
                ? cumulative.Unpack().Subtract(before.Unpack())
                : cumulative.Unpack());
            _before[link.Name] = cumulative;
        }

        return times.TotalCount == 0 ? null : times.ValueAtPercentile(95) / MicrosecondsPerMillisecond;
    }

    private static double Rate(long count, double seconds) => seconds > 0 ? count / seconds : 0;

    private static string Clock(TimeSpan span) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours:00}:{span.Minutes:00}:{span.Seconds:00}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
