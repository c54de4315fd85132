using System.Globalization;

namespace EdFi.BatchPerf.ServerMetrics.Processes;

/// <summary>Children of processes; known on Linux only.</summary>
internal static class ProcessTree
{
    /// <summary>The processes and all their descendants.</summary>
    public static HashSet<int> WithDescendants(IEnumerable<int> roots)
    {
        var found = new HashSet<int>(roots);
        if (!OperatingSystem.IsLinux() || found.Count == 0)
        {
            return found;
        }

        var children = Parents().ToLookup(static p => p.Parent, static p => p.Id);
        var waiting = new Queue<int>(found);
        while (waiting.TryDequeue(out var id))
        {
            foreach (var child in children[id].Where(found.Add))
            {
                waiting.Enqueue(child);
            }
        }

        return found;
    }

    /// <summary>A process and those that it descends from; only itself where parents are not known.</summary>
    public static HashSet<int> WithAncestors(int process)
    {
        var found = new HashSet<int>();
        for (int? id = process; id > 0 && found.Add(id.Value);)
        {
            id = OperatingSystem.IsLinux() ? ParentOf($"/proc/{id}") : null;
        }

        return found;
    }

    private static IEnumerable<(int Id, int Parent)> Parents()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && ParentOf(folder) is { } parent)
            {
                yield return (id, parent);
            }
        }
    }

    /// <summary>The second field after the name, which stands in parentheses and may hold anything. Source: proc(5).</summary>
    private static int? ParentOf(string folder)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(folder, "stat"));
            var fields = text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return int.Parse(fields[1], CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null; // it has just ended
        }
    }
}
