using EdFi.BatchPerf.Simulator.Specification;

namespace EdFi.BatchPerf.Simulator.Schema;

/// <summary>A resource while it is compiled: its fields, and which of their values tell documents apart.</summary>
internal sealed class ResourceDraft
{
    private static readonly string[] OfDescriptors = ["namespace", "codeValue"];
    private readonly Dictionary<string, bool> _query;

    public ResourceDraft(ApiResource source, bool flagsReferences)
    {
        Source = source;
        IsDescriptor = source.Entity.EndsWith("Descriptor", StringComparison.Ordinal);
        Fields = [.. source.Body.Properties.Select(static property => new Field(property))];
        _query = source.Query.DistinctBy(static q => q.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(static q => q.Name, static q => q.IsIdentity, StringComparer.OrdinalIgnoreCase);
        Identity = [.. Fields.Where(field => IsIdentity(field, flagsReferences)).SelectMany(Leaf.Of)];
        foreach (var field in Fields)
        {
            field.Place("$.");
        }
    }

    public ApiResource Source { get; }

    public bool IsDescriptor { get; }

    public Field[] Fields { get; }

    /// <summary>The values of the identity, in the order of the document.</summary>
    public Leaf[] Identity { get; }

    /// <summary>Every reference, wherever it stands.</summary>
    public IEnumerable<Field> References => Fields.SelectMany(static f => f.Flatten()).Where(static f => f.Kind == FieldKind.Reference);

    /// <summary>The values that a GET may filter by: those at the top and those of references and objects there.</summary>
    public IEnumerable<Leaf> QueryLeaves => Fields
        .Concat(Fields.Where(static f => f.Kind == FieldKind.Object).SelectMany(static f => f.Children.Fields))
        .Where(static f => f.IsScalar || f.Kind == FieldKind.Reference)
        .SelectMany(Leaf.Of);

    /// <summary>The query field for a value, or null.</summary>
    public string? QueryNameOf(Leaf leaf) => leaf.Names.FirstOrDefault(_query.ContainsKey);

    public bool HasQuery(string name) => _query.ContainsKey(name);

    /// <summary>
    /// True where the field belongs to the identity. Where no reference of the whole document is flagged, those belong to it that are
    /// required and of which every value is a query field flagged as identity.
    /// </summary>
    private bool IsIdentity(Field field, bool flagsReferences) =>
        IsDescriptor ? OfDescriptors.Contains(field.Name)
        : field.Kind != FieldKind.Reference || flagsReferences ? field.IsFlagged && field.Kind is not (FieldKind.List or FieldKind.Object)
        : field.IsRequired && Leaf.Of(field).All(leaf => QueryNameOf(leaf) is { } name && _query[name]);
}
