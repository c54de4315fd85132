using System.Globalization;

namespace EdFi.BatchPerf;

/// <summary>The batches of a run that were sent with a trace id, as far as they are worth looking at.</summary>
public sealed record RunTraces
{
    /// <summary>The most batches in <see cref="Slowest"/>.</summary>
    public const int MostSlow = 20;

    /// <summary>The most batches in <see cref="Failed"/>.</summary>
    public const int MostFailed = 200;

    /// <summary>Number of failures of each kind (status and kind of failure) that are kept before more of another are.</summary>
    public const int FirstOfKind = 10;

    /// <summary>The share of batches that is traced, above 0 to 1.</summary>
    public double Share { get; init; }

    /// <summary>Batches that were sent with a trace id, in all phases.</summary>
    public long Sampled { get; init; }

    /// <summary>
    /// Traced batches with the longest response times, the slowest first: of the batches scheduled in the measured window that succeeded,
    /// and of those cut off at the end of the run (<see cref="BatchPerf.ErrorKind.Canceled"/>), which took at least so long.
    /// </summary>
    public IReadOnlyList<BatchTrace> Slowest { get; init => field = PlainList.Of(value); } = [];

    /// <summary>
    /// Those that failed, in all phases, in order of time: the first ones, and the first <see cref="FirstOfKind"/> of each kind. One
    /// without a <see cref="BatchTrace.SpanId"/> was not sent, for want of a token.
    /// </summary>
    public IReadOnlyList<BatchTrace> Failed { get; init => field = PlainList.Of(value); } = [];

    /// <summary>Failed ones that are not listed, where there are more than <see cref="MostFailed"/>.</summary>
    public long FailedLeftOut { get; init; }

    /// <summary>Numbers of traced batches and of failures among them, and the slowest batch.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Sampled:#,0} sent with a trace id, {Failed.Count + FailedLeftOut:#,0} failed"
            + $"{Longest}");

    /// <summary>The slowest may have been cut off at the end of the run, after at least so long.</summary>
    private string Longest => Slowest is not [var first, ..] ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $"; the slowest took {(first.ErrorKind is null ? "" : "≥ ")}{FigureText.Milliseconds(first.ResponseTimeMs)}: {first.TraceId}");
}
