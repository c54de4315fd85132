namespace EdFi.BatchPerf.Simulator.Schema;

/// <summary>A resource as the API knows it: endpoint, entity, fields and natural key.</summary>
internal sealed class ResourceDefinition
{
    public ResourceDefinition(string name, string entity, params Field[] fields)
    {
        Name = name;
        Entity = entity;
        IsDescriptor = entity.EndsWith("Descriptor", StringComparison.Ordinal);
        Fields = new FieldSet(fields);
        foreach (var field in fields)
        {
            field.Place("$.");
        }

        var parts = fields.Where(field => field.IsKey).SelectMany(field => field.IsScalar ? [field] : field.Children.Fields).ToArray();
        var names = parts.Select(part => part.Name).Distinct(StringComparer.Ordinal);
        KeyNames = IsDescriptor ? ["namespace", "codeValue"] : [.. names.Order(StringComparer.Ordinal)];
        foreach (var part in parts)
        {
            part.KeyPart = Array.IndexOf(KeyNames, part.Name);
        }

        QueryFields = Leaves().ToLookup(leaf => leaf.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The endpoint segment, such as students.</summary>
    public string Name { get; }

    /// <summary>The entity, such as Student, as problems name it.</summary>
    public string Entity { get; }

    public bool IsDescriptor { get; }

    public FieldSet Fields { get; }

    /// <summary>The leaf names of the natural key, in the order in which keys are put together.</summary>
    public string[] KeyNames { get; }

    public char KeySeparator => IsDescriptor ? '#' : '\u001F';

    /// <summary>What a GET may filter by: own values and those of references, not those in lists.</summary>
    public ILookup<string, Field> QueryFields { get; }

    public IEnumerable<Field> AllFields() => Fields.Fields.SelectMany(Flatten);

    private static IEnumerable<Field> Flatten(Field field) => field.Children.Fields.SelectMany(Flatten).Prepend(field);

    private IEnumerable<Field> Leaves() => Fields.Fields
        .Where(field => field.Kind != FieldKind.List)
        .SelectMany(field => field.IsScalar ? [field] : field.Children.Fields);
}
