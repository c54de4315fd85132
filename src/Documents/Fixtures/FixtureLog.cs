using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.ReadingBack;

namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>Collects the outcome of each fixture and notifies an observer.</summary>
/// <param name="reader">The server, as it was read back so far.</param>
/// <param name="progress">Receives each fixture; may be null.</param>
internal sealed class FixtureLog(ReadBack reader, IProgress<BatchFixture>? progress)
{
    private readonly List<BatchFixture> _fixtures = [];

    public IReadOnlyList<BatchFixture> Fixtures => _fixtures;

    /// <summary>
    /// Returns the detail of a fixture that was looked for in vain and whose POST was answered 200: it existed, and was changed. Null for
    /// one that was created.
    /// </summary>
    public static string? Unseen(ResourceAnswer answer) =>
        answer.Status == 200
            ? "no query and no list showed it, but its POST was answered 200: it existed, and has been updated to the fixture's document"
            : null;

    /// <summary>Notes a fixture that was made or found; one that was refused is Missing.</summary>
    public void Add(FixtureDefinition definition, FixtureOutcome outcome) => Add(
        definition,
        outcome.Ready ? outcome.State : FixtureState.Missing,
        outcome.Id,
        outcome.Ready ? outcome.Detail : FixtureErrors.Words(definition, outcome),
        outcome.Changed);

    public void Add(FixtureDefinition definition, FixtureState state, string? id = null, string? detail = null, bool changed = false)
        => Add(_fixtures.Count + 1, definition, state, id, detail, changed);

    public void Add(int order, FixtureDefinition definition, FixtureState state, string? id, string? detail, bool changed = false)
    {
        var resource = definition.Resource;
        var fixture = new BatchFixture
        {
            Order = order,
            Name = definition.Name,
            Resource = resource,
            NaturalKey = definition.Key,
            State = state,
            Id = id,
            Uri = id is null ? null : $"{PrefixOf(definition)}/{resource}/{id}",
            Detail = detail,
            Changed = changed,
            ReadBack = reader.Describe(resource),
        };
        _fixtures.Add(fixture);
        progress?.Report(fixture);
    }

    /// <summary>The path of the fixture's project: in the place of the last segment of Ed-Fi's.</summary>
    private string PrefixOf(FixtureDefinition definition)
    {
        var own = reader.Client.ApiPrefix.TrimEnd('/');
        return definition.Identity.OtherProject is { } project ? own[..(own.LastIndexOf('/') + 1)] + project : own;
    }
}
