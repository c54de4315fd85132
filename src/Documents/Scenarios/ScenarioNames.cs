namespace EdFi.BatchPerf.Documents.Scenarios;

/// <summary>Finds scenarios by the names that operators give.</summary>
internal sealed class ScenarioNames(IReadOnlyList<ScenarioDefinition> scenarios)
{
    private static readonly string[] Suffixes = ["BatchVolumeTest", "VolumeTest", "Test"];

    /// <summary>
    /// Scenarios that a name means, by full name, else by short name or request prefix, else by resource; none where it is unknown.
    /// </summary>
    public IReadOnlyList<ScenarioDefinition> Find(string name)
    {
        var wanted = Normalise(name);
        if (wanted.Length == 0)
        {
            return [];
        }

        Func<ScenarioDefinition, bool>[] ways =
        [
            s => Same(Normalise(s.Name), wanted),
            s => Same(Normalise(Short(s.Name)), Normalise(Short(name))),
            s => Same(Normalise(s.RequestPrefix), wanted),
            s => Same(Normalise(s.Resource), wanted),
        ];
        return [.. ways.Select(way => scenarios.Where(way).ToArray()).FirstOrDefault(static found => found.Length > 0) ?? []];
    }

    /// <summary>True where the name is a scenario's own, not its resource.</summary>
    public static bool IsName(ScenarioDefinition scenario, string name)
        => Same(Normalise(Short(scenario.Name)), Normalise(Short(name)));

    /// <summary>True where the name is the scenario's resource or the beginning of its request name.</summary>
    public static bool IsResource(ScenarioDefinition scenario, string name)
        => Same(Normalise(scenario.Resource), Normalise(name)) || Same(Normalise(scenario.RequestPrefix), Normalise(name));

    /// <summary>The names nearest to a wrong one, and the command that lists all.</summary>
    public string Suggest(string name)
        => Spelling.Choice(
            Normalise(name),
            scenarios.SelectMany(static s => new[] { (s.Name, s.Name), (Short(s.Name), s.Name), (s.Resource, s.Name) }),
            "scenarios",
            new OptionKey("Scenarios").IfOffered(static way => way)) + " Short names and resources work, too.";

    private static string Short(string name)
        => Suffixes.FirstOrDefault(
            suffix => name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)) is { } found
            ? name[..^found.Length]
            : name;

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.Ordinal);

    // The harness's variables write PERF_BATCH_TRIPLE_COUNT_STUDENT_SCHOOL_ASSOCIATIONS, so only letters and digits count.
    private static string Normalise(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
