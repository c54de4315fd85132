namespace EdFi.BatchPerf.Help.Pages;

/// <summary>What a parameter's yaml block says, word for word.</summary>
internal sealed record ParameterFacts
{
    private const string AllSets = "(All)";

    public required string Type { get; init; }

    public required string ParameterSets { get; init; }

    public required string Aliases { get; init; }

    public required string AcceptedValues { get; init; }

    public required string Required { get; init; }

    public required string Position { get; init; }

    public required string DefaultValue { get; init; }

    public required string PipelineInput { get; init; }

    public required string Wildcards { get; init; }

    public bool IsRequired => Flag(Required);

    public bool IsSwitch => Type == "System.Management.Automation.SwitchParameter";

    /// <summary>The type without its namespace.</summary>
    public string ShortType => Type[(Type.LastIndexOf('.') + 1)..];

    public IReadOnlyList<string> Values => Split(AcceptedValues);

    public bool IsInAll => ParameterSets == AllSets;

    public bool IsIn(string parameterSet) => IsInAll || Split(ParameterSets).Contains(parameterSet, StringComparer.Ordinal);

    /// <exception cref="FormatException">A fact is missing, unknown or given twice.</exception>
    public static ParameterFacts Parse(string yaml)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in yaml.Split('\n').Select(static line => line.Trim()).Where(static line => line.Length > 0))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 1 || !facts.TryAdd(line[..colon], line[(colon + 1)..].Trim()))
            {
                throw new FormatException($"'{line}' is not a fact 'Name: value', or is there twice");
            }
        }

        var result = new ParameterFacts
        {
            Type = Take(facts, "Type"),
            ParameterSets = Take(facts, "Parameter Sets"),
            Aliases = Take(facts, "Aliases"),
            AcceptedValues = facts.Remove("Accepted values", out var values) ? values : "",
            Required = Take(facts, "Required"),
            Position = Take(facts, "Position"),
            DefaultValue = Take(facts, "Default value"),
            PipelineInput = Take(facts, "Accept pipeline input"),
            Wildcards = Take(facts, "Accept wildcard characters"),
        };
        return facts.Count == 0 ? result : throw new FormatException($"'{facts.Keys.First()}' is not a fact of a parameter");
    }

    public static bool Flag(string text) => text.StartsWith("True", StringComparison.Ordinal);

    private static string Take(Dictionary<string, string> facts, string name) =>
        facts.Remove(name, out var value) ? value : throw new FormatException($"the fact '{name}:' is missing");

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
