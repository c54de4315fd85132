namespace EdFi.BatchPerf.Documents.DataModel;

/// <summary>An object with properties, in the order of the server's OpenAPI document.</summary>
internal sealed record ObjectShape(IReadOnlyList<PropertyShape> Properties) : Shape
{
    /// <summary>False where a name, at any depth, could be taken for something else in a template or an address.</summary>
    public bool HasPlainNames =>
        Properties.All(static p => p.Name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_') && IsPlain(p.Shape));

    public PropertyShape? Find(string name) => Properties.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.Ordinal));

    private static bool IsPlain(Shape shape) => shape switch
    {
        ObjectShape inner => inner.HasPlainNames,
        ListShape list => IsPlain(list.Item),
        ReferenceShape reference => new ObjectShape(reference.Leaves).HasPlainNames,
        _ => true,
    };
}
