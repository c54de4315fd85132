namespace EdFi.BatchPerf.Documents.Metadata;

/// <summary>By which values a server tells the documents of a resource from each other.</summary>
/// <param name="Project">The first segment of its path, for example <c>ed-fi</c>.</param>
/// <param name="Resource">Endpoint segment, for example <c>sections</c>.</param>
/// <param name="Leaves">The values, at least one.</param>
internal sealed record ResourceIdentity(string Project, string Resource, IReadOnlyList<IdentityLeaf> Leaves)
{
    private const string OwnProject = "ed-fi";

    /// <summary>The project, where it is another one than Ed-Fi's own, whose resources every connection knows; else null.</summary>
    public string? OtherProject => string.Equals(Project, OwnProject, StringComparison.OrdinalIgnoreCase) ? null : Project;

    /// <summary>Every path at which a part of the identity lies.</summary>
    public IEnumerable<string> Paths => Leaves.SelectMany(static l => l.Paths);

    /// <summary>The paths in words.</summary>
    public string Describe() => string.Join(", ", Paths);
}
