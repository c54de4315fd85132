namespace EdFi.BatchPerf.Simulator.Specification;

/// <summary>A component of the document: an object with its properties, in their order.</summary>
internal sealed record ApiObject(IReadOnlyList<ApiProperty> Properties)
{
    /// <summary>An object without properties.</summary>
    public static ApiObject Empty { get; } = new([]);
}
