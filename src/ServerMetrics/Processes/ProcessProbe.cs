using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using EdFi.BatchPerf.Servers;

namespace EdFi.BatchPerf.ServerMetrics.Processes;

/// <summary>
/// CPU time and memory of processes on this machine, named or numbered, and on Linux of their children; all are summed. Processes may come
/// and go: CPU time that one used between the last look and its end is lost. By name, this process and those that it descends from are
/// never found: PowerShell as a .NET tool is a process called dotnet under another one, and neither is the server.
/// </summary>
internal sealed class ProcessProbe : IServerProbe
{
    private static readonly HashSet<int> Own = ProcessTree.WithAncestors(Environment.ProcessId);
    private readonly IReadOnlyList<string> _targets;
    private readonly List<string> _notes = [];
    private Dictionary<(int Id, DateTime Started), TimeSpan> _seen = [];
    private TimeSpan _used;
    private TimeSpan? _usedBefore;
    private long _at;

    private ProcessProbe(IReadOnlyList<string> targets) => _targets = targets;

    /// <inheritdoc/>
    public string Source => "Process";

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Finds the processes.</summary>
    /// <param name="targets">Ids or names, with or without <c>.exe</c>.</param>
    /// <exception cref="BatchPerfException"><c>ServerProcessNotFound</c>, <c>ServerProcessNotReadable</c>.</exception>
    public static ProcessProbe Open(IReadOnlyList<string> targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        foreach (var target in targets)
        {
            using var found = new Found(target);
            if (found.Processes.Length == 0)
            {
                throw new BatchPerfException(
                    "ServerProcessNotFound",
                    ProblemKind.InvalidInput,
                    $"No process of this machine has the id or name '{target}'.",
                    "Give the id, or the name (without .exe), of a process that runs on this machine.");
            }

            try
            {
                _ = found.Processes.Sum(static p => p.TotalProcessorTime.TotalSeconds);
            }
            catch (Win32Exception exception)
            {
                throw new BatchPerfException(
                    "ServerProcessNotReadable",
                    ProblemKind.Authentication,
                    $"The CPU time of the process '{target}' cannot be read: {exception.Message}",
                    "Run as the same user as that process, or as an administrator.",
                    exception);
            }
            catch (InvalidOperationException)
            {
                // ended meanwhile: others of its name may come
            }
        }

        return new ProcessProbe(targets);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ServerReading>> ReadAsync(CancellationToken cancellationToken)
    {
        var (now, seen, memory) = (Stopwatch.GetTimestamp(), new Dictionary<(int, DateTime), TimeSpan>(), 0L);
        // The load generator may be a child of what was named.
        foreach (var id in ProcessTree.WithDescendants(Roots()).Where(static id => id != Environment.ProcessId))
        {
            memory += Look(id, seen);
        }

        var readings = new List<ServerReading>
        {
            new("CpuMs", _used.TotalMilliseconds, Accumulates: true),
            new("WorkingSetBytes", memory, Accumulates: false),
            new("Processes", seen.Count, Accumulates: false),
        };
        if (_usedBefore is { } before && Stopwatch.GetElapsedTime(_at, now) is { Ticks: > 0 } elapsed)
        {
            readings.Add(new ServerReading("CpuCores", (_used - before) / elapsed, Accumulates: false));
        }

        if (seen.Count == 0 && _notes.Count == 0)
        {
            _notes.Add("Process: there was a moment when none of the processes was running.");
        }

        (_seen, _at, _usedBefore) = (seen, now, _used);
        return Task.FromResult<IReadOnlyList<ServerReading>>(readings);
    }

    /// <inheritdoc/>
    public Task SettleAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private List<int> Roots()
    {
        var ids = new List<int>();
        foreach (var target in _targets)
        {
            using var found = new Found(target);
            ids.AddRange(found.Processes.Select(static p => p.Id));
        }

        return ids;
    }

    /// <summary>
    /// Adds the CPU time that a process has used since the last look, or since it began when it is new; returns its memory.
    /// </summary>
    private long Look(int id, Dictionary<(int Id, DateTime Started), TimeSpan> seen)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            var (key, used) = ((id, process.StartTime), process.TotalProcessorTime);
            seen[key] = used;
            var before = _seen.TryGetValue(key, out var last) ? last : TimeSpan.Zero;
            _used += used > before ? used - before : TimeSpan.Zero;
            return process.WorkingSet64;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return 0; // it has just ended
        }
    }

    /// <summary>The processes of an id or a name.</summary>
    internal sealed class Found(string target) : IDisposable
    {
        public Process[] Processes { get; } = Find(target.Trim());

        public void Dispose()
        {
            foreach (var process in Processes)
            {
                process.Dispose();
            }
        }

        private static Process[] Find(string target)
        {
            if (!int.TryParse(target, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                var name = target.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) ? target[..^4] : target;
                return [.. Process.GetProcessesByName(name).Where(static p => !Own.Contains(p.Id))];
            }

            try
            {
                return [Process.GetProcessById(id)];
            }
            catch (ArgumentException)
            {
                return [];
            }
        }
    }
}
