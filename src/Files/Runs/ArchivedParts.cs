using System.Text.Json;
using EdFi.BatchPerf.Files.Output;

namespace EdFi.BatchPerf.Files.Runs;

/// <summary>
/// Data of a run in memory that its document does not hold: times over time, by request name, and the state of its last moments.
/// </summary>
internal sealed record ArchivedParts
{
    private const string Prefix = "RunParts1:";

    public required VerdictThresholds Thresholds { get; init; }

    public TimeSpan Elapsed { get; init; }

    public int Clients { get; init; }

    public int InFlight { get; init; }

    public int IntervalSeconds { get; init; }

    /// <summary>One for each interval of the document.</summary>
    public required IReadOnlyList<ArchivedPoint> Intervals { get; init; }

    public required IReadOnlyList<ArchivedName> Names { get; init; }

    public static ArchivedParts Of(BatchRun run, RunDocument document) => new()
    {
        Thresholds = run.Thresholds,
        Elapsed = run.Elapsed,
        Clients = run.Clients,
        InFlight = run.InFlight,
        IntervalSeconds = run.IntervalSeconds,
        Intervals = [.. document.Intervals.Select(static point => ArchivedPoint.Of(request: null, point))],
        Names = [.. run.GetNameSnapshots().Select(ArchivedName.Of)],
    };

    /// <summary>The parts as text, for a run's file.</summary>
    public string ToText() => PackedText.Write(Prefix, this, ArchiveJsonContext.Default.ArchivedParts);

    /// <summary>Reads the text of <see cref="ToText"/>.</summary>
    /// <exception cref="FormatException">It is something else, or damaged.</exception>
    public static ArchivedParts FromText(string text)
    {
        try
        {
            var bytes = PackedText.Read(Prefix, text);
            StrictJson.Check(bytes);
            var parts = JsonSerializer.Deserialize(bytes, ArchiveJsonContext.Default.ArchivedParts)
                ?? throw new FormatException("it is null");
            return StoredObject.Problem(parts) is { } problem ? throw new FormatException(problem) : parts;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or InvalidDataException
            or NotSupportedException or ArgumentException)
        {
            throw new FormatException(exception.Message.TrimEnd('.'), exception);
        }
    }

    /// <summary>Restores the data that the document does not hold.</summary>
    /// <exception cref="FormatException">The times are damaged.</exception>
    public RunMemory Restore() => new()
    {
        Thresholds = Thresholds,
        Elapsed = Elapsed,
        Clients = Clients,
        InFlight = InFlight,
        IntervalSeconds = IntervalSeconds,
        Names = [.. Names.Select(static name => name.Restore())],
    };

    /// <summary>The document with the times of its intervals.</summary>
    /// <exception cref="FormatException">These are other intervals', or damaged.</exception>
    public RunDocument Complete(RunDocument document) => Intervals.Count == document.Intervals.Count && IntervalSeconds >= 0
        ? document with { Intervals = [.. document.Intervals.Zip(Intervals, static (point, parts) => parts.Complete(point))] }
        : throw new FormatException("its intervals are not those of its document");
}
