using System.Globalization;

namespace EdFi.BatchPerf;

/// <summary>One batch of a run that was sent with a trace id, so that the server's own trace of it can be found.</summary>
public sealed record BatchTrace
{
    /// <summary>The trace id, 32 lower-case hexadecimal digits, by which tracing tools search. Every attempt has it.</summary>
    public required string TraceId { get; init => field = PlainText.Line(value); }

    /// <summary>The span id of the last attempt, 16 lower-case hexadecimal digits; null where none was sent.</summary>
    public string? SpanId { get; init => field = PlainText.Line(value); }

    /// <summary>Finds the last attempt in the server's log; null where the server gave no id.</summary>
    public string? CorrelationId { get; init => field = PlainText.Line(value); }

    /// <summary>Time at which the batch was due, in seconds since the start of the run.</summary>
    public double AtSeconds { get; init; }

    /// <summary>The part of the run in which it was due.</summary>
    public RunPhase Phase { get; init; }

    /// <summary>Request name.</summary>
    public required string Name { get; init => field = PlainText.Line(value); }

    /// <summary>HTTP method.</summary>
    public string Method { get; init => field = PlainText.Line(value); } = RequestName.Post;

    /// <summary>The scenario's name.</summary>
    public string Scenario { get; init => field = PlainText.Line(value); } = "";

    /// <summary>Content of the batch by resource and action, for example <c>students: 10 create, 10 update, 10 delete</c>.</summary>
    public string Held { get; init => field = PlainText.Line(value); } = "";

    /// <summary>Number of the client that sent it.</summary>
    public int Client { get; init; }

    /// <summary>The client's number of the batch.</summary>
    public long Sequence { get; init; }

    /// <summary>Attempts made, 1 or more.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>From the intended start to the end of the answer, in milliseconds; at least so long where it was cut off.</summary>
    public double ResponseTimeMs { get; init; }

    /// <summary>From the real start to the end of the answer, in milliseconds.</summary>
    public double ServiceTimeMs { get; init; }

    /// <summary>HTTP status; null when no answer came.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The kind of failure; null for a success.</summary>
    public ErrorKind? ErrorKind { get; init; }

    /// <summary>The machine that sent it, in a merged run; null in others.</summary>
    public string? Machine { get; init => field = PlainText.Line(value); }

    /// <summary>The trace id, the moment, the time and the outcome.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{TraceId} at {AtSeconds:0.0} s: {Name}, {ResponseTimeMs:#,0.0} ms, {StatusCode} {ErrorKind?.ToString() ?? "committed"}");
}
