using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Files.Runs;

/// <summary>The times of an interval, and its figures by request name.</summary>
internal sealed record ArchivedPoint
{
    /// <summary>Null for the interval itself, whose figures are in the document.</summary>
    public string? Name { get; init; }

    public string? Method { get; init; }

    public IntervalPoint? Figures { get; init; }

    /// <summary>A packed histogram; null where there is none.</summary>
    public string? Times { get; init; }

    /// <summary>Packed histogram of failed batches' response times.</summary>
    public string? FailureTimes { get; init; }

    public IReadOnlyList<ArchivedPoint> Names { get; init; } = [];

    public static ArchivedPoint Of(RequestName? request, IntervalPoint point) => new()
    {
        Name = request?.Name,
        Method = request?.Method,
        Figures = request is null ? null : point,
        Times = point.Histogram?.ToText(),
        FailureTimes = point.FailureHistogram?.ToText(),
        Names = [.. point.Names.OrderBy(static n => n.Key).Select(static n => Of(n.Key, n.Value))],
    };

    /// <exception cref="FormatException">The times are damaged.</exception>
    public IntervalPoint Complete(IntervalPoint point) => point with
    {
        Histogram = Times is null ? null : PackedHistogram.FromText(Times),
        FailureHistogram = FailureTimes is null ? null : PackedHistogram.FromText(FailureTimes),
        Names = Names.ToDictionary(
            static n => new RequestName(
                n.Name ?? throw new FormatException("an interval has a name that is none"),
                n.Method ?? RequestName.Post),
            static n => n.Complete(n.Figures ?? throw new FormatException("an interval has a name without figures"))),
    };
}
