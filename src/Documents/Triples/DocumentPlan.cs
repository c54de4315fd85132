using EdFi.BatchPerf.Documents.Identity;

namespace EdFi.BatchPerf.Documents.Triples;

/// <summary>A resource that a triple deals with, and the fields of its natural key.</summary>
internal sealed record DocumentPlan(string Resource, KeyFields KeyFields)
{
    /// <summary>The project that the resource is said to be in; null where nothing is said of it.</summary>
    public string? Project { get; init; }

    /// <summary>True for a parent that each client makes once and all its batches reuse, where the load allows it.</summary>
    public bool Reuse { get; init; }
}
