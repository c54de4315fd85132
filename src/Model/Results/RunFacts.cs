using System.Runtime.CompilerServices;

namespace EdFi.BatchPerf;

/// <summary>Measured window and verdict of a result's run, so that results alone give the metrics that the run has.</summary>
/// <param name="From">Begin of the measured window.</param>
/// <param name="To">End of the measured window.</param>
/// <param name="Verdict">The verdict on the run.</param>
internal sealed record RunFacts(DateTimeOffset From, DateTimeOffset To, RunVerdict Verdict)
{
    /// <summary>Of ended runs: judging one takes as long as its metrics do.</summary>
    private static readonly ConditionalWeakTable<BatchRun, RunFacts> Known = [];

    /// <summary>Null for a run that lasts, or measured nothing.</summary>
    public static RunFacts? Of(BatchRun? run) =>
        run is { EndedAt: not null, MeasuredFrom: { } from, MeasuredTo: { } to }
            ? Known.GetValue(run, ended => new RunFacts(from, to, ended.Verdict.Verdict))
            : null;
}
