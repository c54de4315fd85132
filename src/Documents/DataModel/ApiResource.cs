using EdFi.BatchPerf.Documents.Metadata;

namespace EdFi.BatchPerf.Documents.DataModel;

/// <summary>A resource to which documents can be posted.</summary>
/// <param name="Project">The first segment of its path, for example <c>ed-fi</c>.</param>
/// <param name="Segment">The endpoint segment, for example <c>grades</c>.</param>
/// <param name="Entity">The entity's name in lower case without separators, as references name it.</param>
/// <param name="Document">The properties of its documents.</param>
/// <param name="Identity">
/// Identity by which the server tells its documents from each other; null where <paramref name="Problem"/> says why.
/// </param>
/// <param name="Problem">Why its documents cannot be made, as the end of a sentence; null where they can.</param>
internal sealed record ApiResource(
    string Project,
    string Segment,
    string Entity,
    ObjectShape Document,
    ResourceIdentity? Identity,
    string? Problem)
{
    /// <summary>The property of its document that an identity's path begins with.</summary>
    public static string Head(string path) => path.IndexOf('.', StringComparison.Ordinal) is var dot and >= 0 ? path[..dot] : path;

    /// <summary>True where a property is part of the identity or leads to a part of it.</summary>
    public bool IsIdentity(string property)
        => Identity is not null && Identity.Paths.Any(path => string.Equals(Head(path), property, StringComparison.Ordinal));

    /// <summary>The references of its document outside lists, those of the identity first.</summary>
    public IEnumerable<(PropertyShape Property, ReferenceShape Reference)> References
        => Document.Properties.Where(static p => p.Shape is ReferenceShape)
            .OrderByDescending(p => IsIdentity(p.Name))
            .Select(static p => (p, (ReferenceShape)p.Shape));
}
