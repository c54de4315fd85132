namespace EdFi.BatchPerf.Documents.DataModel;

/// <summary>A property of an object.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">The schema of its value.</param>
/// <param name="Required">True where the server says that a document without it is refused.</param>
internal sealed record PropertyShape(string Name, Shape Shape, bool Required)
{
    private const string Descriptor = "Descriptor";

    /// <summary>True where its value is a descriptor's URI.</summary>
    public bool IsDescriptor => Shape is ScalarShape { IsText: true } && Name.EndsWith(Descriptor, StringComparison.Ordinal);
}
