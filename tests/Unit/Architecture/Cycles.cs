namespace EdFi.BatchPerf.Unit.Architecture;

/// <summary>Finds the cycles between groups of types.</summary>
internal static class Cycles
{
    /// <summary>Each cycle with what makes it: a line for its groups, then one for each dependency from group to group.</summary>
    /// <param name="dependencies">Pairs of types: the first uses the second.</param>
    /// <param name="group">The group of a type; null for one that belongs to none.</param>
    public static IReadOnlyList<string> Find(IEnumerable<(string From, string To)> dependencies, Func<string, string?> group)
    {
        var edges = dependencies
            .Select(pair => (From: group(pair.From), To: group(pair.To), Words: $"{pair.From} -> {pair.To}"))
            .Where(edge => edge.From is not null && edge.To is not null && edge.From != edge.To)
            .Select(edge => (From: edge.From!, To: edge.To!, edge.Words))
            .Distinct()
            .ToList();
        var next = edges.ToLookup(edge => edge.From, edge => edge.To, StringComparer.Ordinal);
        var reach = next.ToDictionary(from => from.Key, from => Reach(from.Key, next), StringComparer.Ordinal);
        bool Together(string a, string b) => reach[a].Contains(b) && reach.TryGetValue(b, out var back) && back.Contains(a);
        return
        [
            .. edges
                .Where(edge => Together(edge.From, edge.To))
                .GroupBy(edge => string.Join(
                    " <-> ",
                    reach[edge.From].Where(other => Together(edge.From, other)).Order(StringComparer.Ordinal)))
                .OrderBy(cycle => cycle.Key, StringComparer.Ordinal)
                .Select(Describe),
        ];
    }

    private static HashSet<string> Reach(string from, ILookup<string, string> next)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(next[from]);
        while (open.TryPop(out var node))
        {
            if (reached.Add(node))
            {
                foreach (var other in next[node])
                {
                    open.Push(other);
                }
            }
        }

        return reached;
    }

    private static string Describe(IGrouping<string, (string From, string To, string Words)> cycle) => string.Join(
        Environment.NewLine,
        cycle
            .OrderBy(edge => edge.From, StringComparer.Ordinal)
            .ThenBy(edge => edge.To, StringComparer.Ordinal)
            .ThenBy(edge => edge.Words, StringComparer.Ordinal)
            .Select(edge => $"  {Shown(edge.From)} -> {Shown(edge.To)}: {edge.Words}")
            .Prepend(cycle.Key));

    private static string Shown(string group) => group.Length == 0 ? "(top)" : group;
}
