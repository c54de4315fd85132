using EdFi.BatchPerf.Files.Merging;
using EdFi.BatchPerf.Files.Results;
using EdFi.BatchPerf.Files.Runs;

namespace EdFi.BatchPerf.Jobs.Merging;

/// <summary>Reads the runs of machines, and names the machines after where they ran.</summary>
/// <param name="warn">Receives warnings of missing results, in sentences.</param>
/// <param name="stop">Ends the reading.</param>
internal sealed class MachineRuns(Action<string> warn, CancellationToken stop)
{
    private readonly List<(BatchRun Run, string? Results)> _runs = [];

    /// <summary>Adds a run in memory, or one that was read from its file before.</summary>
    public void Add(object run) => _runs.Add((run as BatchRun ?? StoredRuns.Of((RunDocument)run), null));

    /// <summary>Adds a run by its file, or by its results with the run's file beside them.</summary>
    /// <exception cref="BatchPerfException"><c>RunNotKnown</c>; the file cannot be read, or is something else.</exception>
    public void AddFile(string path) => AddFile(path, RunJson.ReadOf(path));

    /// <summary>Adds a run whose file was read before.</summary>
    public void AddFile(string path, RunDocument document)
    {
        var results = RunJson.IsNamed(path) ? ResultRun.Beside(path, document.RunId) : path;
        _runs.Add((ResultRun.Read(document, results, warn, stop), results));
    }

    /// <summary>The machines: by their own names, with share or run id where several runs come from one.</summary>
    public IReadOnlyList<MachinePart> Parts()
    {
        var alone = _runs.GroupBy(static r => r.Run.Environment.MachineName, StringComparer.Ordinal)
            .Where(static g => g.Count() == 1 && g.Key.Length > 0)
            .Select(static g => g.Key)
            .ToHashSet(StringComparer.Ordinal);
        var shares = _runs.Select(static r => r.Run.Plan.Segment).ToList();
        var told = shares.TrueForAll(static share => share is not null) && shares.Distinct(StringComparer.Ordinal).Count() == shares.Count;
        return
        [
            .. _runs.Select(r => MachinePart.Of(
                r.Run.Environment.MachineName is var machine && alone.Contains(machine) ? machine
                    : $"{machine} {(told ? r.Run.Plan.Segment : r.Run.RunId)}".TrimStart(),
                r.Run,
                r.Results)),
        ];
    }
}
