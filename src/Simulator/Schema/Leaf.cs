namespace EdFi.BatchPerf.Simulator.Schema;

/// <summary>A single value of a document, by itself or in a reference.</summary>
internal sealed record Leaf(Field? Reference, Field Value)
{
    /// <summary>The names by which others may know it, the most telling first.</summary>
    public IEnumerable<string> Names => LeafNames.Of(Reference, Value.Name);

    /// <summary>The values of a field: itself, or those of a reference.</summary>
    public static IEnumerable<Leaf> Of(Field field) =>
        field.IsScalar ? [new(null, field)] : field.Children.Fields.Select(child => new Leaf(field, child));
}
