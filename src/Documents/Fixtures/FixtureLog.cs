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

    /// <summary>
    /// Notes a fixture that was made or found; one that was refused is Missing, one of which it is not known whether it was created is
    /// Unknown.
    /// </summary>
    /// <param name="definition">The fixture.</param>
    /// <param name="outcome">The outcome of making or finding it.</param>
    /// <param name="warning">What the operator has to know besides, as a sentence; null for nothing.</param>
    public void Add(FixtureDefinition definition, FixtureOutcome outcome, string? warning = null)
    {
        var doubtful = outcome is { Ready: false, Lost: LostAnswer.Unknown };
        var detail = outcome.Ready ? outcome.Detail : FixtureErrors.Words(definition, outcome);
        Add(new Note(definition, outcome.Ready ? outcome.State : doubtful ? FixtureState.Unknown : FixtureState.Missing)
        {
            Id = outcome.Id,
            Detail = detail,
            Changed = outcome.Changed,
            MayPass = !outcome.Ready && outcome.IsTransient,
            Warning = outcome.Changed ? $"{definition.Resource} {definition.Key} (id {outcome.Id ?? "not given"}): {detail}."
                : doubtful ? $"{char.ToUpperInvariant(detail![0])}{detail[1..]}."
                : warning,
        });
    }

    public void Add(FixtureDefinition definition, FixtureState state, string? id = null, string? detail = null)
        => Add(new Note(definition, state) { Id = id, Detail = detail });

    public void Add(int order, FixtureDefinition definition, FixtureState state, string? id, string? detail)
        => Add(new Note(definition, state) { Order = order, Id = id, Detail = detail });

    /// <summary>Notes documents of which it is not known whether they were created, and that were not noted before.</summary>
    public void AddDoubtful(FixtureMaker maker)
    {
        foreach (var (definition, outcome) in maker.Doubtful)
        {
            if (!_fixtures.Exists(f => f.Warning is not null && f.Resource == definition.Resource && f.NaturalKey == definition.Key))
            {
                Add(definition, outcome);
            }
        }
    }

    private void Add(Note note)
    {
        var (definition, id) = (note.Definition, note.Id);
        var fixture = new BatchFixture
        {
            Order = note.Order ?? _fixtures.Count + 1,
            Name = definition.Name,
            Resource = definition.Resource,
            NaturalKey = definition.Key,
            State = note.State,
            Id = id,
            Uri = id is null ? null : $"{PrefixOf(definition)}/{definition.Resource}/{id}",
            Detail = note.Detail,
            Changed = note.Changed,
            Warning = note.Warning,
            MayPass = note.MayPass,
            ReadBack = reader.Describe(definition.Resource),
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

    private sealed record Note(FixtureDefinition Definition, FixtureState State)
    {
        public int? Order { get; init; }

        public string? Id { get; init; }

        public string? Detail { get; init; }

        public bool Changed { get; init; }

        public string? Warning { get; init; }

        public bool MayPass { get; init; }
    }
}
