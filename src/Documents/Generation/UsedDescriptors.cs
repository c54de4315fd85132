using EdFi.BatchPerf.Documents.DataModel;

namespace EdFi.BatchPerf.Documents.Generation;

/// <summary>Takes down which types of descriptors documents name, on the way to another source.</summary>
/// <param name="types">The types.</param>
/// <param name="source">Chooses.</param>
internal sealed class UsedDescriptors(DescriptorTypes types, IDescriptorSource source) : IDescriptorSource
{
    private readonly HashSet<string> _types = new(StringComparer.Ordinal);

    /// <summary>The types, sorted.</summary>
    public IEnumerable<string> Types => _types.Order(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Choose(ApiResource resource, string role, bool other = false)
    {
        _types.Add(types.TypeOf(role));
        return source.Choose(resource, role, other);
    }
}
