namespace EdFi.BatchPerf.Simulator.Schema;

/// <summary>A resource as the API knows it: endpoint, entity, fields and natural key.</summary>
internal sealed class ResourceDefinition
{
    private readonly Dictionary<string, Field[]> _query;

    public ResourceDefinition(ResourceDraft draft)
    {
        Project = draft.Source.Project;
        Name = draft.Source.Segment;
        Entity = draft.Source.Entity;
        IsDescriptor = draft.IsDescriptor;
        Fields = new FieldSet(draft.Fields);
        foreach (var field in draft.Fields)
        {
            field.Place("$.");
        }

        KeyParts = IsDescriptor
            ? [.. draft.Identity.Select(leaf => PartOf(draft, [leaf])).OrderByDescending(static part => part.Name, StringComparer.Ordinal)]
            : [.. GroupsOf(draft).Select(group => PartOf(draft, group))];
        for (var i = 0; i < KeyParts.Length; i++)
        {
            Array.ForEach(KeyParts[i].Fields, field => field.KeyPart = i);
        }

        _query = draft.QueryLeaves.Where(leaf => IsDescriptor || draft.QueryNameOf(leaf) is not null)
            .GroupBy(leaf => draft.QueryNameOf(leaf) ?? leaf.Value.Name, static leaf => leaf.Value, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(static group => group.Key, KeyFieldsFirst, StringComparer.OrdinalIgnoreCase);
        foreach (var unused in draft.Source.Query.Where(query => !_query.ContainsKey(query.Name)))
        {
            _query.Add(unused.Name, []);
        }

        OtherFields = draft.QueryLeaves.Select(static leaf => leaf.Value)
            .Where(static field => field.KeyPart < 0)
            .ToLookup(static field => field.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The first segment of the path, such as ed-fi.</summary>
    public string Project { get; }

    /// <summary>The endpoint segment, such as students.</summary>
    public string Name { get; }

    /// <summary>The entity, such as Student, as problems name it.</summary>
    public string Entity { get; }

    public bool IsDescriptor { get; }

    public FieldSet Fields { get; }

    /// <summary>The values of the natural key, in the order in which keys are put together.</summary>
    public KeyPart[] KeyParts { get; }

    public char KeySeparator => IsDescriptor ? '#' : '\u001F';

    /// <summary>The values outside the natural key that a query field of their name may look at instead.</summary>
    public ILookup<string, Field> OtherFields { get; }

    /// <summary>
    /// The fields that a query field filters by, those of the natural key alone where it has one; null for an unknown one.
    /// </summary>
    public Field[]? QueryFields(string name) => _query.GetValueOrDefault(name);

    /// <summary>Values that have to agree are one part; parts of one name are told apart by their paths.</summary>
    private static IEnumerable<Leaf[]> GroupsOf(ResourceDraft draft) => draft.Identity
        .GroupBy(static leaf => leaf.Value.Group < 0 ? (object)leaf.Value : leaf.Value.Group)
        .Select(static group => group.ToArray())
        .OrderBy(static group => group[0].Value.Name, StringComparer.Ordinal)
        .ThenBy(static group => group[0].Value.Path, StringComparer.Ordinal);

    private static KeyPart PartOf(ResourceDraft draft, Leaf[] group) =>
        new(group[0].Value.Name, draft.QueryNameOf(group[0]) ?? group[0].Value.Name, [.. group.Select(static leaf => leaf.Value)]);

    private static Field[] KeyFieldsFirst(IEnumerable<Field> fields)
    {
        var all = fields.ToArray();
        var ofKey = Array.FindAll(all, static field => field.KeyPart >= 0);
        return ofKey.Length > 0 ? ofKey : all;
    }
}
