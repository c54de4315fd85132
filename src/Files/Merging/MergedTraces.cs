using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Files.Merging;

/// <summary>The traced batches of several machines: the slowest and the failed ones of all, at moments of the common axis.</summary>
internal static class MergedTraces
{
    /// <param name="machines">The machines with a run, whose measured windows are each its own.</param>
    /// <returns>Null where none of them traced.</returns>
    public static RunTraces? Of(IReadOnlyList<MergedMachine> machines)
    {
        var traced = machines.Where(static m => m.Run.Traces is not null).ToList();
        if (traced.Count == 0)
        {
            return null;
        }

        var slowest = All(static t => t.Slowest).OrderByDescending(static t => t.ResponseTimeMs).Take(RunTraces.MostSlow);
        var failed = new FailedTraces();
        foreach (var trace in All(static t => t.Failed).OrderBy(static t => t.AtSeconds))
        {
            failed.Add(trace);
        }

        return new RunTraces
        {
            Share = traced.Max(static m => m.Run.Traces!.Share),
            Sampled = traced.Sum(static m => m.Run.Traces!.Sampled),
            Slowest = [.. slowest],
            Failed = failed.Kept,
            FailedLeftOut = traced.Sum(static m => m.Run.Traces!.FailedLeftOut) + failed.LeftOut,
        };

        IEnumerable<BatchTrace> All(Func<RunTraces, IReadOnlyList<BatchTrace>> read) => traced.SelectMany(
            m => read(m.Run.Traces!).Select(trace => trace with { Machine = m.Part.Name, AtSeconds = trace.AtSeconds + m.Start }));
    }
}
