namespace EdFi.BatchPerf.Documents.Metadata;

/// <summary>A resource's identity, or why it is not known.</summary>
/// <param name="Identity">The identity; null where it is not known.</param>
/// <param name="Problem">Why it is not known; null where it is, and where the server was not asked yet.</param>
internal sealed record IdentityFinding(ResourceIdentity? Identity, string? Problem)
{
    /// <summary>The identity is not built in, and no server was asked for it.</summary>
    public static IdentityFinding NotAsked { get; } = new(null, null);
}
