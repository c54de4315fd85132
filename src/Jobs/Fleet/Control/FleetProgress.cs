using System.Globalization;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Jobs.Screens;

namespace EdFi.BatchPerf.Jobs.Fleet.Control;

/// <summary>The line of progress of a fleet: the sums and the merged p95 of all machines' last beats.</summary>
/// <param name="planned">Time of sending by plan; null where something else ends it.</param>
internal sealed class FleetProgress(TimeSpan? planned)
{
    /// <summary>Name of the progress.</summary>
    public const string Activity = "Fleet";

    /// <summary>The progress.</summary>
    /// <param name="links">The machines.</param>
    /// <param name="last">The interval since the line before.</param>
    public JobProgress Of(IReadOnlyList<MachineLink> links, IntervalPoint last)
    {
        var totals = FleetSeries.TotalsOf(links);
        var elapsed = FleetSeries.ElapsedOf(links);
        var there = links.Count(static link => link.Lost is null);
        var parts = new LinePart[]
        {
            new(planned is { } length ? $"{Clock(elapsed)} of {Clock(length)}" : Clock(elapsed), (3, Clock(elapsed))),
            new(Text($"{totals.Failed:#,0} failed")),
            new(last.P95Ms is { } p95 ? Text($"p95 {p95:#,0.0} ms") : "p95 -"),
            new(Text($"{last.CommittedOperationsPerSecond:#,0} operations/s"), (2, "")),
            new(Text($"{last.RequestsPerSecond:#,0.0} requests/s"), (5, "")),
            new(Text($"{last.Clients:#,0} clients"), (6, "")),
            new(there == links.Count ? Text($"{there} machines") : Text($"{there} of {links.Count} machines")),
        };
        return new JobProgress(Activity, parts)
        {
            Percent = planned is { } whole && whole > TimeSpan.Zero ? (int)Math.Clamp(100 * (elapsed / whole), 0, 100) : null,
            Remaining = planned - elapsed is { } rest ? (rest > TimeSpan.Zero ? rest : TimeSpan.Zero) : null,
        };
    }

    private static string Clock(TimeSpan span) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours:00}:{span.Minutes:00}:{span.Seconds:00}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
