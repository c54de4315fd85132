using System.IO.Enumeration;
using EdFi.BatchPerf.Documents.BuiltIn;
using EdFi.BatchPerf.Documents.DataModel;
using EdFi.BatchPerf.Documents.Generation;

namespace EdFi.BatchPerf.Jobs.Scenarios;

/// <summary>The resources of which scenarios are to be made.</summary>
/// <param name="Resources">The resources, in the order of the server's document.</param>
/// <param name="Missing">Segments of a preset that the server does not have.</param>
/// <param name="Unknown">Patterns that fit no resource, each with why it is not found, as a sentence without its end.</param>
/// <param name="Preset">The preset; null where none was named.</param>
internal sealed record ScenarioSelection(
    IReadOnlyList<ApiResource> Resources,
    IReadOnlyList<string> Missing,
    IReadOnlyList<(string Name, string Reason)> Unknown,
    Preset? Preset)
{
    /// <summary>Resources of which the program has a scenario.</summary>
    public static IReadOnlyList<string> BuiltIn { get; } =
        [.. BuiltInScenarios.All().Where(static d => d.Recipes.Count == 1).Select(static d => d.Resource)];

    /// <exception cref="BatchPerfException">UnknownPreset; UnknownResource: nothing that was named fits a resource.</exception>
    public static ScenarioSelection Of(ApiModel model, ScenarioRequest request)
    {
        if (request.Preset is { } name)
        {
            var preset = Presets.All.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase))
                ?? throw new BatchPerfException(
                    "UnknownPreset",
                    ProblemKind.InvalidInput,
                    $"There is no preset '{name}'.",
                    $"Name one of {string.Join(", ", Presets.All.Select(static p => p.Name))}.");
            return new ScenarioSelection(
                [.. model.Resources.Where(r => preset.Weights.Any(w => Same(w.Segment, r.Segment)))],
                [.. preset.Weights.Select(static w => w.Segment).Where(s => model.Find(s) is null)],
                [],
                preset);
        }

        List<string> unknown = [.. request.Resources.Where(pattern => !model.Resources.Any(r => Matches(pattern, r)))];
        if (unknown.Count > 0 && unknown.Count == request.Resources.Count)
        {
            throw NothingKnown(unknown[0], model);
        }

        return new ScenarioSelection(
            [.. model.Resources.Where(r => request.Resources.Count == 0 || request.Resources.Any(p => Matches(p, r)))],
            [],
            unknown.ConvertAll(pattern => (pattern, Reason(pattern, model))),
            null);
    }

    /// <summary>True where the program has a scenario of the resource.</summary>
    public static bool IsBuiltIn(ApiResource resource) => BuiltIn.Contains(resource.Segment, StringComparer.OrdinalIgnoreCase);

    private static BatchPerfException NothingKnown(string pattern, ApiModel model) => new(
        "UnknownResource",
        ProblemKind.InvalidInput,
        $"The server has no resource '{pattern}'." + (Nearest(pattern, model) is { } nearest ? $" Did you mean '{nearest}'?" : ""),
        $"It has {model.Resources.Count} resources, named by their endpoint segment, such as {model.Resources[0].Segment}; the "
            + "wildcards * and ? are allowed.");

    private static string Reason(string pattern, ApiModel model)
        => "the server has no such resource" + (Nearest(pattern, model) is { } nearest ? $"; did you mean '{nearest}'?" : "");

    private static string? Nearest(string pattern, ApiModel model)
        => Spelling.Nearest(pattern, model.Resources.Select(static r => r.Segment));

    private static bool Matches(string pattern, ApiResource resource)
        => FileSystemName.MatchesSimpleExpression(pattern, resource.Segment, ignoreCase: true);

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
