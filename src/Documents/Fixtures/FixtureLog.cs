using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.Identity;

namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>Collects what became of fixtures and tells whoever watches.</summary>
/// <param name="apiPrefix">Path under which resources lie.</param>
/// <param name="progress">Is told of each fixture; may be null.</param>
internal sealed class FixtureLog(string apiPrefix, IProgress<BatchFixture>? progress)
{
    private readonly List<BatchFixture> _fixtures = [];

    public IReadOnlyList<BatchFixture> Fixtures => _fixtures;

    public void Add(FixtureDefinition definition, FixtureState state, string? id = null, string? detail = null)
        => Add(_fixtures.Count + 1, definition.Resource, definition.NaturalKey, state, id, detail);

    public void Add(int order, string resource, JsonObject naturalKey, FixtureState state, string? id, string? detail)
    {
        var fixture = new BatchFixture
        {
            Order = order,
            Resource = resource,
            NaturalKey = naturalKey.ToJsonString(Json.Compact),
            State = state,
            Id = id,
            Uri = id is null ? null : $"{apiPrefix.TrimEnd('/')}/{resource}/{id}",
            Detail = detail,
        };
        _fixtures.Add(fixture);
        progress?.Report(fixture);
    }
}
