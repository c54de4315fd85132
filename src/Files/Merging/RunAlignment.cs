using System.Globalization;

namespace EdFi.BatchPerf.Files.Merging;

/// <summary>
/// Lays the runs of several machines over one another on one axis of seconds, and says which part of it all of them measured. With a common
/// start the axis begins there, and each run's monotonic clock counts from it; without one it begins with the first run, by wall clocks.
/// </summary>
internal sealed class RunAlignment
{
    /// <summary>Windows that share less of the shortest of them were not measured at the same time.</summary>
    private const double LeastShare = 0.5;

    private readonly IReadOnlyList<MachineSpan> _spans;
    private readonly double[] _offsets;

    private RunAlignment(IReadOnlyList<MachineSpan> spans, AlignmentBasis basis, DateTimeOffset origin, double[] offsets)
    {
        (_spans, Basis, Origin, _offsets) = (spans, basis, origin, offsets);
    }

    public AlignmentBasis Basis { get; }

    /// <summary>Start of the axis, as a point in time.</summary>
    public DateTimeOffset Origin { get; }

    /// <summary>Begin of the part that all machines measured, in seconds on the axis.</summary>
    public double From => Indices().Max(FromOf);

    /// <summary>Its end.</summary>
    public double To => Indices().Min(ToOf);

    /// <summary>
    /// True where every window lies within one interval of that part, as it is where one plan had a common start: then whole windows are
    /// the more exact figures.
    /// </summary>
    public bool Coincide
    {
        get
        {
            var tolerance = _spans.Max(static span => span.IntervalSeconds);
            return Indices().All(i => From - FromOf(i) < tolerance && ToOf(i) - To < tolerance);
        }
    }

    /// <summary>Aligns.</summary>
    /// <param name="spans">One for each machine with a measured window; one or more.</param>
    public static RunAlignment Of(IReadOnlyList<MachineSpan> spans)
    {
        if (spans[0].StartAt is { } label && spans.All(span => span.StartAt == label))
        {
            return new RunAlignment(spans, AlignmentBasis.CommonStart, label, new double[spans.Count]);
        }

        var measured = spans.All(static span => span.ClockOffsetMs is not null);
        var starts = spans.Select(span => span.StartedAt.AddMilliseconds(measured ? -span.ClockOffsetMs!.Value : 0)).ToList();
        var first = starts.Min();
        return new RunAlignment(
            spans,
            measured ? AlignmentBasis.MeasuredClocks : AlignmentBasis.PlainClocks,
            first,
            [.. starts.Select(start => (start - first).TotalSeconds)]);
    }

    /// <summary>Returns the start on the axis, in seconds, of a run of these machines, also of one without a measured window.</summary>
    public double StartOf(MachineSpan span)
    {
        for (var i = 0; i < _spans.Count; i++)
        {
            if (ReferenceEquals(_spans[i], span))
            {
                return _offsets[i];
            }
        }

        return Basis switch
        {
            AlignmentBasis.CommonStart when span.StartAt == Origin => 0,
            AlignmentBasis.MeasuredClocks when span.ClockOffsetMs is { } offset =>
                Math.Max(0, (span.StartedAt.AddMilliseconds(-offset) - Origin).TotalSeconds),
            _ => Math.Max(0, (span.StartedAt - Origin).TotalSeconds),
        };
    }

    /// <summary>Makes sure that the windows were measured at the same time.</summary>
    /// <exception cref="BatchPerfException"><c>WindowsBarelyOverlap</c>, with the machines and figures.</exception>
    public void RequireOverlap()
    {
        var shortest = _spans.Min(static span => span.Seconds);
        if (To - From >= LeastShare * shortest)
        {
            return;
        }

        var (last, first) = (Indices().MaxBy(FromOf), Indices().MinBy(ToOf));
        var overlap = To > From ? Text($"overlap for {To - From:0.0} s only") : "do not overlap";
        throw new BatchPerfException(
            "WindowsBarelyOverlap",
            ProblemKind.InvalidInput,
            Text($"The measured windows of {_spans[first].Name} ({Window(first)}) and {_spans[last].Name} ({Window(last)}) {overlap}, ")
                + Text($"which is less than half of the shortest window, {shortest:0.0} s: they were not one load. {Words}"),
            Basis == AlignmentBasis.CommonStart
                ? "Give runs that measured at the same time."
                : $"Give the runs a common start{new OptionKey("StartAt").IfOffered(static option => $" ({option})")}, so that no clock "
                    + "matters, or those that measured at the same time.");
    }

    /// <summary>Note on the axis for readers of the merged figures; null for none.</summary>
    public string? Note => _spans.Count < 2 ? null : Basis switch
    {
        AlignmentBasis.CommonStart => null,
        AlignmentBasis.MeasuredClocks => Text($"{Words} They may be wrong by {_spans.Max(static s => s.ClockErrorMs ?? 0):0.#} ms."),
        _ => $"{Words} A clock that was wrong shifts the figures of its machine by as much.",
    };

    private string Words => Basis switch
    {
        AlignmentBasis.CommonStart => $"They are laid over one another by the time since their common start, {MomentText.Write(Origin)}.",
        AlignmentBasis.MeasuredClocks =>
            "The runs had no common start: they are laid over one another by their machines' clocks, corrected by measured offsets.",
        _ => "The runs had no common start: they are laid over one another by their machines' own clocks, whose offset was not measured.",
    };

    private IEnumerable<int> Indices() => Enumerable.Range(0, _spans.Count);

    private double FromOf(int index) => _offsets[index] + _spans[index].From;

    private double ToOf(int index) => _offsets[index] + _spans[index].To;

    private string Window(int index) => Text($"second {FromOf(index):0.0} to {ToOf(index):0.0}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
