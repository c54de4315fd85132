using System.Globalization;

namespace EdFi.BatchPerf;

/// <summary>One distinct error of a run: its occurrences, and data to look into it.</summary>
public sealed record DistinctError
{
    /// <summary>The kind of failure; null in the row that covers all errors beyond the largest number of distinct ones.</summary>
    public ErrorKind? Kind { get; init; }

    /// <summary>HTTP status; null when no answer came.</summary>
    public int? StatusCode { get; init; }

    /// <summary>Request name.</summary>
    public required string Name { get; init => field = PlainText.Line(value); }

    /// <summary>HTTP method.</summary>
    public string Method { get; init; } = RequestName.Post;

    /// <summary>
    /// First line of the message, with ids, keys and long numbers replaced by <c>…</c>; <c>other</c> for all errors beyond the largest
    /// number of distinct ones.
    /// </summary>
    public required string Message { get; init => field = PlainText.Line(value); }

    /// <summary>Batches that ended so.</summary>
    public long Occurrences { get; init; }

    /// <summary>Attempts that ended so and were followed by another.</summary>
    public long Retried { get; init; }

    /// <summary>End of the first batch that failed so.</summary>
    public DateTimeOffset FirstSeen { get; init; }

    /// <summary>End of the last batch that failed so.</summary>
    public DateTimeOffset LastSeen { get; init; }

    /// <summary>Finds the first of them in the server's log; null where the server gave no id.</summary>
    public string? FirstCorrelationId { get; init => field = PlainText.Line(value); }

    /// <summary>The operation that failed in the first of them; null where none did.</summary>
    public FailedOperation? FirstFailedOperation { get; init; }

    /// <summary>Occurrences, status, kind, name and message.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Occurrences:#,0} × {StatusCode} {Kind} {Name}: {Message}");
}
