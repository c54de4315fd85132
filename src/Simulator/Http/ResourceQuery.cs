using System.Globalization;
using System.Text.Json;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Simulator.Problems;
using EdFi.BatchPerf.Simulator.Schema;
using EdFi.BatchPerf.Simulator.Specification;
using EdFi.BatchPerf.Simulator.Store;

namespace EdFi.BatchPerf.Simulator.Http;

/// <summary>Query of a GET: filters, paging, and whether the number of all matches is wanted.</summary>
internal sealed class ResourceQuery
{
    private const int MaximumPage = 500;
    private readonly QueryMapping _mapping;
    private readonly List<(Field[] Fields, string Value)> _filters = [];
    private readonly Dictionary<string, string> _byName = new(StringComparer.OrdinalIgnoreCase);
    private Guid? _id;
    private bool _findsNothing;

    private ResourceQuery(QueryMapping mapping) => _mapping = mapping;

    public int Offset { get; private set; }

    public int Limit { get; private set; } = MaximumPage;

    public bool TotalCount { get; private set; }

    public bool HasFilters => _filters.Count > 0 || _id is not null;

    public static ResourceQuery Read(ResourceDefinition resource, IQueryCollection query, QueryMapping mapping, out Problem? problem)
    {
        var read = new ResourceQuery(mapping);
        problem = query.Select(pair => read.Take(resource, pair.Key, pair.Value.ToString())).FirstOrDefault(problem => problem is not null);
        return read;
    }

    public IEnumerable<StoredDocument> Find(DocumentTable table)
    {
        var key = _mapping.IsFaithful ? KeyOf(table.Definition) : null;
        var candidates = _findsNothing ? [] : key is null ? table.Documents.OrderBy(document => document.Sequence)
            : table.Find(key) is { } single ? [single] : Enumerable.Empty<StoredDocument>();
        return candidates.Where(Matches);
    }

    private Problem? Take(ResourceDefinition resource, string name, string value)
    {
        switch (name.ToLowerInvariant())
        {
            case "limit" or "offset" when _mapping.Of(resource.Name, name.ToLowerInvariant(), isBoolean: false) == QueryEffect.Ignored:
                return null;
            case "limit":
                Limit = ReadNumber(value, MaximumPage);
                return Limit >= 0
                    ? null
                    : KnownProblems.BadPaging($"Limit must be omitted or set to a numeric value between 0 and {MaximumPage}.");
            case "offset":
                Offset = ReadNumber(value, int.MaxValue);
                return Offset >= 0 ? null : KnownProblems.BadPaging("Offset must be a numeric value greater than or equal to 0.");
            case "totalcount":
                TotalCount = bool.TryParse(value, out var wanted) && wanted;
                return wanted || value.Equals("false", StringComparison.OrdinalIgnoreCase)
                    ? null
                    : KnownProblems.BadPaging("TotalCount must be true or false.");
            case "id":
                _id = Guid.TryParse(value, out var id) ? id : Guid.Empty;
                return null;
        }

        if (resource.QueryFields(name) is not { } fields)
        {
            return KnownProblems.UnknownQueryField(name);
        }

        switch (_mapping.Of(resource.Name, name, fields is [{ Kind: FieldKind.Boolean }, ..]))
        {
            case QueryEffect.Unknown:
                return KnownProblems.UnknownQueryField(name);
            case QueryEffect.Ignored:
                return null;
            case QueryEffect.Nothing:
                _findsNothing = true;
                break;
            case QueryEffect.Other when resource.OtherFields[name].LastOrDefault() is { } other:
                _filters.Add(([other], value));
                break;
            case QueryEffect.Other:
                _findsNothing = true;
                break;
            default:
                _filters.Add((fields, value));
                break;
        }

        _byName[name] = value;
        return null;
    }

    private static int ReadNumber(string value, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number : -1;

    /// <summary>The natural key, where the filters name all of it: then there is no need to look at every document.</summary>
    private string? KeyOf(ResourceDefinition resource) =>
        Array.TrueForAll(resource.KeyParts, part => _byName.ContainsKey(part.QueryName))
        && resource.KeyParts.DistinctBy(static part => part.QueryName, StringComparer.OrdinalIgnoreCase).Count() == resource.KeyParts.Length
            ? string.Join(resource.KeySeparator, resource.KeyParts.Select(part => _byName[part.QueryName]))
            : null;

    private bool Matches(StoredDocument document)
    {
        if (_id is { } id && id != document.Id)
        {
            return false;
        }

        if (_filters.Count == 0)
        {
            return true;
        }

        using var content = JsonDocument.Parse(document.Content);
        var root = content.RootElement;
        return _filters.TrueForAll(filter => Array.Exists(filter.Fields, field => Equals(ValueAt(root, field), field, filter.Value)));
    }

    private static JsonElement ValueAt(JsonElement root, Field field)
    {
        var value = root;
        foreach (var name in field.Path[2..].Split('.'))
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
            {
                return default;
            }
        }

        return value;
    }

    private static bool Equals(JsonElement value, Field field, string wanted) =>
        value.ValueKind != JsonValueKind.Undefined
        && value.ToString().Equals(
            wanted,
            // A DMS compares letter by letter, descriptors too; only JsonElement writes a truth otherwise than JSON does.
            field.Kind == FieldKind.Boolean ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}
