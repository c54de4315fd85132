using System.Globalization;

namespace EdFi.BatchPerf;

/// <summary>The batches of a run that were sent with a trace id, as far as they are worth looking at.</summary>
public sealed record RunTraces
{
    /// <summary>The most batches in <see cref="Slowest"/>.</summary>
    public const int MostSlow = 20;

    /// <summary>The most batches in <see cref="Failed"/>.</summary>
    public const int MostFailed = 200;

    /// <summary>The share of batches that is traced, above 0 to 1.</summary>
    public double Share { get; init; }

    /// <summary>Batches that were sent with a trace id, in all phases.</summary>
    public long Sampled { get; init; }

    /// <summary>
    /// Traced batches with the longest response times, the slowest first: of the batches scheduled in the measured window that succeeded,
    /// and of those cut off at the end of the run (<see cref="BatchPerf.ErrorKind.Canceled"/>), which took at least so long.
    /// </summary>
    public IReadOnlyList<BatchTrace> Slowest { get; init => field = PlainList.Of(value); } = [];

    /// <summary>Traced batches that failed, in all phases, in order of time: the first ones.</summary>
    public IReadOnlyList<BatchTrace> Failed { get; init => field = PlainList.Of(value); } = [];

    /// <summary>Failed ones beyond <see cref="MostFailed"/>, which are not listed.</summary>
    public long FailedLeftOut { get; init; }

    /// <summary>Numbers of traced batches and of failures among them, and the slowest batch.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Sampled:#,0} sent with a trace id, {Failed.Count + FailedLeftOut:#,0} of them failed"
            + $"{Longest}");

    /// <summary>The slowest may have been cut off at the end of the run, after at least so long.</summary>
    private string Longest => Slowest is not [var first, ..] ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $"; the slowest took {(first.ErrorKind is null ? "" : "≥ ")}{first.ResponseTimeMs:#,0.0} ms: {first.TraceId}");
}
