using EdFi.BatchPerf.Documents.DataModel;

namespace EdFi.BatchPerf.Documents.Generation;

/// <summary>
/// Source of uniqueness of a scenario's documents: the field that carries the run's key, and the parents made for each record.
/// </summary>
/// <param name="Root">The resource whose field carries the key: the scenario's own, or one of its parents.</param>
/// <param name="Key">The field.</param>
/// <param name="Parents">Resources of which each record creates a document of its own before, in the order of creation.</param>
internal sealed record Uniqueness(ApiResource Root, OwnKey Key, IReadOnlyList<ApiResource> Parents)
{
    /// <summary>True where the parents are made once for each client and record of a batch, and all its batches reuse them.</summary>
    public bool ReusesParents { get; init; }

    /// <summary>The text of a template that gives the key.</summary>
    public string Token => Key.Token(ReusesParents);

    /// <summary>True where documents of a resource are made for each record.</summary>
    public bool IsFresh(ApiResource resource, ApiResource main) => resource == main || Parents.Contains(resource);

    /// <summary>As <c>students.studentUniqueId</c>.</summary>
    public override string ToString() => $"{Root.Segment}.{Key.Property}";
}
