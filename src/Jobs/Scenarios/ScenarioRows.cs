using EdFi.BatchPerf.Documents.DataModel;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Generation;
using EdFi.BatchPerf.Documents.Identity;

namespace EdFi.BatchPerf.Jobs.Scenarios;

/// <summary>Says of each resource what became of its scenario.</summary>
/// <param name="maker">Knows the fixtures of a scenario.</param>
/// <param name="made">The scenarios.</param>
/// <param name="files">Where they were written; null for nowhere.</param>
internal sealed class ScenarioRows(ScenarioMaker maker, MadeScenarios made, ScenarioFiles? files)
{
    /// <summary>The row of a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="trial">What a server made of it; null where it was not asked.</param>
    public BatchScenarioTemplate Of(ApiResource resource, TrialState? trial)
    {
        if (ScenarioSelection.IsBuiltIn(resource))
        {
            return new BatchScenarioTemplate { Resource = resource.Segment, State = ScenarioTemplateState.BuiltIn };
        }

        if (made.Impossible.GetValueOrDefault(resource) is { } reason)
        {
            return new BatchScenarioTemplate { Resource = resource.Segment, State = ScenarioTemplateState.Impossible, Reason = reason };
        }

        var scenario = made.Scenarios[resource];
        var fixtures = maker.Fixtures([scenario]);
        return new BatchScenarioTemplate
        {
            Resource = resource.Segment,
            State = trial is { Passed: true } ? ScenarioTemplateState.Verified
                : trial is { Tries: > 0 } ? ScenarioTemplateState.Refused
                : files is not null ? ScenarioTemplateState.Made
                : ScenarioTemplateState.Possible,
            OperationsPerRecord = scenario.Operations,
            UniqueField = scenario.Uniqueness.ToString(),
            Fixtures = [.. fixtures.Select(static f => f.Resource.Segment)],
            Descriptors =
            [
                .. scenario.Before.Append(scenario.Main).Concat(fixtures)
                    .SelectMany(static d => Json.Texts(d.Content))
                    .Where(static t => DescriptorUri.TryParse(t) is not null)
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal),
            ],
            Tries = trial?.Tries ?? 0,
            Learnt = trial?.Learnt ?? [],
            Reason = trial?.Reason,
            Path = files?.PathOf(resource.Segment),
        };
    }
}
