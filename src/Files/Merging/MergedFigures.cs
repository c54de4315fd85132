using System.Globalization;
using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Files.Merging;

/// <summary>The measured figures of several machines: rows over the time that all of them measured.</summary>
internal sealed class MergedFigures
{
    private readonly IReadOnlyList<BatchMetrics> _rows;
    private readonly DateTimeOffset _origin;

    private MergedFigures(IReadOnlyList<BatchMetrics> rows, DateTimeOffset origin) => (_rows, _origin) = (rows, origin);

    /// <summary>Begin of the window, in seconds on the axis; null where nothing was measured.</summary>
    public double? From { get; private init; }

    /// <summary>Length of the window in seconds.</summary>
    public double Seconds { get; private init; }

    /// <summary>Batches scheduled in it.</summary>
    public long Batches => _rows.Where(static r => r.Name == BatchMetrics.AggregatedName).Sum(static r => r.Requests);

    /// <param name="machines">Machines with a measured window.</param>
    /// <param name="alignment">Of their windows.</param>
    /// <param name="notes">Receives notes on the figures.</param>
    /// <param name="cancellationToken">Ends the reading of results.</param>
    /// <exception cref="BatchPerfException"><c>WindowsBarelyOverlap</c>; those of reading results.</exception>
    public static MergedFigures Of(
        IReadOnlyList<MergedMachine> machines,
        RunAlignment alignment,
        List<string> notes,
        CancellationToken cancellationToken)
    {
        if (machines.Count == 0)
        {
            return new MergedFigures([], alignment.Origin);
        }

        alignment.RequireOverlap();
        if (!alignment.Coincide && Cut(machines, alignment, cancellationToken) is { } cut)
        {
            notes.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"The machines measured from second {alignment.From:0.0} to {alignment.To:0.0} together, and the figures are those of this "
                    + $"time; their own windows are up to {machines.Max(static m => m.Span.Seconds):0.0} s long."));
            return new MergedFigures(cut, alignment.Origin)
            {
                From = alignment.From,
                Seconds = cut.Where(static r => r.Name == BatchMetrics.AggregatedName) // of intervals, whole ones
                    .Select(static r => r.WindowSeconds)
                    .DefaultIfEmpty(alignment.To - alignment.From)
                    .Average(),
            };
        }

        if (!alignment.Coincide)
        {
            notes.Add("The machines' windows differ, and of at least one neither results nor times over time are known: figures are those "
                + "of each machine's whole window, and rates are the sum of the machines' own.");
        }

        return new MergedFigures([.. machines.SelectMany(static m => m.Run.Metrics)], alignment.Origin)
        {
            From = machines.Average(static m => m.Start + m.Span.From),
            Seconds = machines.Average(static m => m.Span.Seconds),
        };
    }

    /// <summary>A run's own row of all requests.</summary>
    public BatchMetrics? RowOf(BatchRun run) =>
        _rows.FirstOrDefault(row => row.Name == BatchMetrics.AggregatedName && row.RunId == run.RunId);

    /// <summary>The rows of all machines together.</summary>
    public IReadOnlyList<BatchMetrics> Merge(string runId, RunVerdict verdict, IReadOnlyList<ServerCost> costs)
    {
        var windows = new WindowGroups(_rows.Select(static r => r.RunId!).Distinct(StringComparer.Ordinal)
            .Select(id => (id, From ?? 0, Seconds)));
        return new MergedFrame(windows)
        {
            RunId = runId,
            Verdict = verdict,
            Start = From is { } from ? _origin.AddSeconds(from) : null,
            Costs = costs,
        }.Rows(_rows);
    }

    /// <summary>
    /// Cuts the results where all machines have theirs, else the intervals: a figure that some machines lack must not look like the figure
    /// of all.
    /// </summary>
    private static List<BatchMetrics>? Cut(
        IReadOnlyList<MergedMachine> machines,
        RunAlignment alignment,
        CancellationToken cancellationToken) =>
        Cut(machines, alignment, (machine, window) => machine.Part.ResultPath is { } results
            ? CutRows.OfResults(machine.Run, results, window, cancellationToken)
            : null)
        ?? Cut(machines, alignment, static (machine, window) => CutRows.OfIntervals(machine.Run, window));

    private static List<BatchMetrics>? Cut(
        IReadOnlyList<MergedMachine> machines,
        RunAlignment alignment,
        Func<MergedMachine, MeasuredSpan, IReadOnlyList<BatchMetrics>?> rowsOf)
    {
        var rows = new List<BatchMetrics>();
        foreach (var machine in machines)
        {
            if (rowsOf(machine, new MeasuredSpan(alignment.From - machine.Start, alignment.To - machine.Start)) is not { } own)
            {
                return null;
            }

            rows.AddRange(own);
        }

        return rows;
    }
}
