using EdFi.BatchPerf.Documents.DataModel;

namespace EdFi.BatchPerf.Documents.Generation;

/// <summary>
/// Takes down which types of descriptors documents name, on the way to another source. A type of which the server was not asked yet is
/// taken for one that has a value, so that documents name all that could be in them.
/// </summary>
/// <param name="types">The types.</param>
/// <param name="source">Chooses.</param>
/// <param name="isOpen">True for a type of which the server was not asked yet.</param>
internal sealed class UsedDescriptors(DescriptorTypes types, IDescriptorSource source, Func<string, bool> isOpen) : IDescriptorSource
{
    private readonly SortedSet<string> _types = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _missing = new(StringComparer.Ordinal);

    /// <summary>The types, sorted.</summary>
    public IReadOnlyCollection<string> Types => _types;

    /// <summary>Descriptor types that documents have to name and of which the server is not known to have any, sorted.</summary>
    public IReadOnlyCollection<string> MissingTypes => _missing;

    /// <inheritdoc/>
    public string? Choose(ApiResource resource, string path, bool other = false)
    {
        var type = types.TypeOf(resource.Segment, path);
        _types.Add(type);
        return isOpen(type) ? source.Missing(resource, path) : source.Choose(resource, path, other);
    }

    /// <inheritdoc/>
    public string Missing(ApiResource resource, string path)
    {
        _missing.Add(types.TypeOf(resource.Segment, path));
        return source.Missing(resource, path);
    }
}
