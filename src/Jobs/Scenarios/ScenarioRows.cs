using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.DataModel;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Generation;
using EdFi.BatchPerf.Documents.Identity;

namespace EdFi.BatchPerf.Jobs.Scenarios;

/// <summary>Makes a row for each resource: the state of its scenario, and the reason where it is not usable.</summary>
/// <param name="made">The scenarios.</param>
/// <param name="drafts">Drafts that the rows are made of.</param>
/// <param name="files">Where they were written; null for nowhere.</param>
internal sealed class ScenarioRows(MadeScenarios made, ScenarioDrafts drafts, ScenarioFiles? files)
{
    /// <summary>Makes the row of a resource without a scenario: the server does not have it, or no scenario can be made.</summary>
    public static BatchScenarioTemplate Missing(string name, string reason)
        => new() { Resource = name, State = ScenarioTemplateState.Impossible, Reason = reason };

    /// <summary>The row of a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="trial">The outcome of its trial on a server; null where it was not tried.</param>
    public BatchScenarioTemplate Of(ApiResource resource, TrialState? trial)
    {
        if (ScenarioSelection.IsBuiltIn(resource))
        {
            return new BatchScenarioTemplate
            {
                Resource = resource.Segment,
                State = trial is { Refused: true } ? ScenarioTemplateState.Refused : ScenarioTemplateState.BuiltIn,
                Tries = trial?.Tries ?? 0,
                Reason = trial?.Reason,
            };
        }

        if (made.Impossible.GetValueOrDefault(resource) is { } reason)
        {
            return Missing(resource.Segment, Join(reason, drafts.DoubtOf(resource))!);
        }

        var scenario = made.Scenarios[resource];
        var fixtures = made.FixturesOf[resource];
        string[] descriptors =
        [
            .. scenario.Before.Append(scenario.Main).Concat(fixtures)
                .SelectMany(static d => Json.Texts(d.Content))
                .Where(static t => DescriptorUri.TryParse(t) is not null)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        return new BatchScenarioTemplate
        {
            Resource = resource.Segment,
            State = trial is { Passed: true } ? ScenarioTemplateState.Verified
                : trial is { Refused: true } ? ScenarioTemplateState.Refused
                : files is not null ? ScenarioTemplateState.Made
                : ScenarioTemplateState.Possible,
            OperationsPerRecord = scenario.Operations,
            UniqueField = scenario.Uniqueness.ToString(),
            ReadBackBy = ReadBackBy(scenario),
            Fixtures = [.. fixtures.Select(static f => f.Resource.Segment)],
            Descriptors = descriptors,
            Tries = trial?.Tries ?? 0,
            Learnt = trial?.Learnt ?? [],
            Reason = trial is { Passed: true } ? null
                : Join(trial?.Reason, Lacking([.. descriptors.Where(drafts.MissingDescriptors.Contains)])),
            Path = files?.PlaceOf(resource.Segment),
        };
    }

    /// <summary>The query field of the value that carries the key.</summary>
    private static string ReadBackBy(MadeScenario scenario) => scenario.Main.Resource.Identity!.Leaves.FirstOrDefault(leaf =>
        leaf.Paths.Any(path => KeyFields.Value(scenario.Main.Content, path) is JsonValue value
            && value.TryGetValue<string>(out var text)
            && text == scenario.Uniqueness.Token))?.Name ?? "";

    private static string? Lacking(string[] descriptors) => descriptors.Length == 0 ? null
        : $"the server has no {string.Join(", no ", descriptors)}, which its documents have to name"
            + new OptionKey("CreateMissing").IfOffered(static option => $" ({option} creates what is missing)");

    private static string? Join(string? one, string? other) => one is null || other is null ? one ?? other : $"{one}; {other}";
}
