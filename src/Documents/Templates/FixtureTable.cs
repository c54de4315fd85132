using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Identity;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>The fixtures of templates by name, and the values of <c>{{fixture.NAME.PATH}}</c>.</summary>
internal sealed class FixtureTable
{
    private const int Few = 5;
    private readonly Dictionary<string, FixtureTemplate> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _places = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _passed = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<FixtureTemplate> _all = [];

    /// <summary>Fixtures added so far, in the order in which they are made.</summary>
    public IReadOnlyList<FixtureTemplate> All => _all;

    /// <summary>True where a fixture could not be read, so that documents that refer to it cannot be rendered.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Fixtures with those that they refer to, each once, in the order in which they are made.</summary>
    public static IReadOnlyList<FixtureTemplate> WithNeeds(IEnumerable<FixtureTemplate> fixtures) =>
        [.. fixtures.SelectMany(static f => f.Needs.Append(f)).Distinct()];

    /// <summary>Says that a name will come, before the fixtures themselves are read.</summary>
    /// <returns>Where the name is taken; null where it is not.</returns>
    public string? Announce(string name, string place) => _places.TryAdd(name, place) ? null : _places[name];

    /// <summary>Takes a fixture.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="fixture">The fixture; null where it could not be read, which was said then.</param>
    public void Add(string name, FixtureTemplate? fixture)
    {
        _passed.Add(name);
        IsBroken |= fixture is null;
        if (fixture is not null && _known.TryAdd(name, fixture))
        {
            _all.Add(fixture);
        }
    }

    /// <summary>Returns the problem of the text behind <c>fixture.</c>, as a sentence without its end; null where it is right.</summary>
    public string? Problem(string token, TemplateScope scope)
    {
        if (Split(token) is not (var name, var path))
        {
            return FixtureTokens.IsKnown(token) ? scope.Uses(token)
                : _places.ContainsKey(token) ? $"'{token}' is a fixture: name one of its fields, as in {{{{fixture.{token}.FIELD}}}}"
                : Unknown($"there is no fixture key '{token}'", token, FixtureTokens.Names.Concat(_places.Keys));
        }

        if (!_places.TryGetValue(name, out var place))
        {
            return Unknown($"there is no fixture '{name}'", name, _places.Keys);
        }

        if (!_passed.Contains(name))
        {
            return $"the fixture '{name}' ({place}) is not made before this one: a fixture can refer only to those before it, in the "
                + "order of the files and of the documents in them";
        }

        if (!_known.TryGetValue(name, out var fixture))
        {
            return null; // what is wrong with the fixture was said
        }

        scope.Needs.Add(fixture);
        return Leaf.Find(path, fixture.Document) switch
        {
            { Path: not null } => null,
            { Others: { Count: > 0 } others } =>
                $"'{path}' is in several places of the fixture '{name}' with different values ({string.Join(", ", others)}); write the "
                    + "path of the one that is meant",
            _ => Unknown(
                $"the fixture '{name}' has no single value '{path}'",
                path,
                fixture.Document.ScalarPaths().SelectMany(static p => new[] { p, p[(p.LastIndexOf('.') + 1)..] })),
        };
    }

    /// <summary>The value that a token of <c>fixture.</c> stands for.</summary>
    public string Value(string token, FixtureKeys keys)
    {
        if (Split(token) is not (var name, var path))
        {
            return FixtureTokens.Value(token, keys);
        }

        var fixture = _known[name];
        return KeyFields.Value(fixture.Render(keys), Leaf.Find(path, fixture.Document).Path!)!.ToString();
    }

    private static (string Name, string Path)? Split(string token)
    {
        var dot = token.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? null : (token[..dot].Trim(), token[(dot + 1)..].Trim());
    }

    private static string Unknown(string what, string word, IEnumerable<string> candidates)
    {
        var known = candidates.Distinct(StringComparer.Ordinal).ToList();
        return Spelling.Nearest(word, known) is { } nearest ? $"{what}; did you mean '{nearest}'?"
            : known.Count > Few ? $"{what}; known are {string.Join(", ", known.Take(Few))} and {known.Count - Few} others"
            : known.Count > 0 ? $"{what}; known are {string.Join(", ", known)}"
            : what;
    }
}
