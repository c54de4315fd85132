using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using EdFi.BatchPerf.Files.Runs;

namespace EdFi.BatchPerf.Files.Merging;

/// <summary>
/// Makes one run of the runs of several machines that loaded a server together. Totals are exact sums over all phases. Rows of metrics are
/// those of the part of time that all machines measured: of whole windows where these coincide, as they do after a common start, else cut
/// to the time that they share. Batches of a machine that failed are in totals and intervals; those of a lost one only in its own row.
/// </summary>
internal static class RunMerger
{
    /// <summary>Merges.</summary>
    /// <param name="parts">The machines, each once; at least one of them with a run.</param>
    /// <param name="cancellationToken">Ends the reading of results.</param>
    /// <exception cref="BatchPerfException"><c>NothingToMerge</c>, <c>RunsOverlap</c>, <c>RunNotEnded</c>, <c>RunAlreadyMerged</c>,
    /// <c>SharesDiffer</c>, <c>RunsDiffer</c>, <c>WindowsBarelyOverlap</c>; those of reading results.</exception>
    public static BatchRun Merge(IReadOnlyList<MachinePart> parts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parts);
        MergeRules.Check(parts);
        parts = [.. parts.Select(static p => p.Run is { } run ? p with { Run = StoredRuns.Of(run) } : p)];
        var shares = ShareCount.Of(
            parts.Where(static p => p.Run is not null || p.Segment is not null).Select(static p => (p.Name, p.Share)));
        var machines = parts.Where(static p => p.Run is not null)
            .Select(static p => new MergedMachine(p, p.Run!, MachineSpan.Of(p, p.Run!)))
            .ToList();
        List<string> notes = [];
        var plan = MergedPlan.Of([.. machines.Select(static m => (m.Part.Name, m.Run))], shares.IsDivided, notes);
        var measured = machines.Where(static m => m.Part is { State: MachineState.Done, HasWindow: true }).ToList();
        measured = measured.Count > 0 ? measured : machines.FindAll(static m => m.Part.HasWindow);
        var alignment = RunAlignment.Of([.. (measured.Count > 0 ? measured : machines).Select(static m => m.Span)]);
        machines = machines.ConvertAll(m => m with { Start = alignment.StartOf(m.Span) });
        if (alignment.Note is { } note)
        {
            notes.Insert(0, note);
        }

        var figures = MergedFigures.Of(
            machines.FindAll(m => measured.Exists(other => ReferenceEquals(other.Part, m.Part))),
            alignment,
            notes,
            cancellationToken);
        var server = MergedServer.Of([.. machines.Select(m => (m.Part.Name, m.Run, m.Start, figures.RowOf(m.Run)))]);
        var verdict = MergedVerdict.Of(parts, shares, figures.Seconds, figures.Batches, notes);
        return new MergedRun(parts, machines, alignment.Origin).Make(plan, figures, server, verdict);
    }

    /// <summary>Deterministic id: equal for equal sets of runs.</summary>
    internal static string IdOf(IEnumerable<string> runIds)
    {
        var bits = SHA256.HashData(Encoding.ASCII.GetBytes(string.Join(' ', runIds.Order(StringComparer.Ordinal))));
        return new RunId(BinaryPrimitives.ReadUInt64BigEndian(bits)).ToString();
    }
}
