namespace EdFi.BatchPerf.Documents.DataModel;

/// <summary>An object with properties, in the order of the server's OpenAPI document.</summary>
internal sealed record ObjectShape(IReadOnlyList<PropertyShape> Properties) : Shape
{
    public PropertyShape? Find(string name) => Properties.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.Ordinal));
}
