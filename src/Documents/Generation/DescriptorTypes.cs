using EdFi.BatchPerf.Documents.Metadata;

namespace EdFi.BatchPerf.Documents.Generation;

/// <summary>The types of descriptors that a server has, and which of them a property takes.</summary>
internal sealed class DescriptorTypes
{
    private const string Plural = "s";
    private readonly IReadOnlyList<(string Project, string Name)> _types;
    private readonly Dictionary<string, string> _learnt = new(StringComparer.Ordinal);

    /// <param name="types">Project and name of each, for example <c>ed-fi</c> and <c>gradeLevelDescriptor</c>.</param>
    public DescriptorTypes(IEnumerable<(string Project, string Name)> types)
        => _types = [.. types.OrderByDescending(static t => t.Name.Length).ThenBy(static t => t.Name, StringComparer.Ordinal)];

    /// <summary>Reads them from a server's OpenAPI document of descriptors.</summary>
    /// <exception cref="FormatException">It cannot be read; the message says why.</exception>
    public static DescriptorTypes Read(ReadOnlyMemory<byte> text)
    {
        using var document = OpenApiDocument.Parse(text);
        return new DescriptorTypes(
        [
            .. new OpenApiIdentities(document).Resources()
                .Where(static r => r.Resource.EndsWith("Descriptors", StringComparison.Ordinal))
                .Select(static r => (r.Project, r.Resource[..^Plural.Length])),
        ]);
    }

    /// <summary>Takes down the type that a server's refusal named for a role.</summary>
    /// <returns>False where that was known.</returns>
    public bool Learn(string role, string type)
    {
        var name = char.ToLowerInvariant(type[0]) + type[1..];
        var known = TypeOf(role) == name;
        _learnt[role] = name;
        return !known;
    }

    /// <summary>
    /// The type of a role: the longest name that is its end, as <c>gradeLevelDescriptor</c> for <c>entryGradeLevelDescriptor</c>; the role
    /// itself where none is.
    /// </summary>
    public string TypeOf(string role) => _learnt.GetValueOrDefault(role)
        ?? _types.Select(static t => t.Name).FirstOrDefault(name => role.EndsWith(name, StringComparison.OrdinalIgnoreCase))
        ?? role;

    /// <summary>The endpoint segment of a type.</summary>
    public static string SegmentOf(string type) => type + Plural;
}
