using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Metadata;

namespace EdFi.BatchPerf.Documents.Generation;

/// <summary>The types of descriptors that a server has, and which of them a property takes.</summary>
internal sealed class DescriptorTypes
{
    private const string Plural = "s";
    private readonly IReadOnlyList<string> _types;
    private readonly Dictionary<string, string> _learnt = new(StringComparer.Ordinal);

    /// <param name="types">The name of each, for example <c>gradeLevelDescriptor</c>.</param>
    public DescriptorTypes(IEnumerable<string> types)
        => _types = [.. types.OrderByDescending(static t => t.Length).ThenBy(static t => t, StringComparer.Ordinal)];

    /// <summary>Reads them from a server's OpenAPI document of descriptors.</summary>
    /// <exception cref="FormatException">It cannot be read; the message says why.</exception>
    public static DescriptorTypes Read(ReadOnlyMemory<byte> text)
    {
        using var document = OpenApiDocument.Parse(text);
        return new DescriptorTypes(
        [
            .. new OpenApiIdentities(document).Resources()
                .Where(static r => r.Resource.EndsWith("Descriptors", StringComparison.Ordinal))
                .Select(static r => r.Resource[..^Plural.Length]),
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
        ?? _types.FirstOrDefault(name => role.EndsWith(name, StringComparison.OrdinalIgnoreCase))
        ?? role;

    /// <summary>The descriptor of a type that is made, and named, where the server has none.</summary>
    public static DescriptorUri OwnOf(string type)
        => new($"uri://ed-fi.org/{char.ToUpperInvariant(type[0])}{type[1..]}", "BatchPerf", SegmentOf(type));

    /// <summary>The endpoint segment of a type.</summary>
    public static string SegmentOf(string type) => type + Plural;
}
