using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Metadata;

namespace EdFi.BatchPerf.Documents.Generation;

/// <summary>The types of descriptors that a server has, and which of them a property takes.</summary>
internal sealed class DescriptorTypes
{
    private const string Plural = "s";
    private readonly IReadOnlyList<string> _types;
    private readonly List<(string Segment, string Path, string Type)> _learnt = [];

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

    /// <summary>Takes down the type that a server's refusal named for a property of a resource.</summary>
    /// <param name="segment">The resource.</param>
    /// <param name="path">Where the property lies; its beginning may be left out.</param>
    /// <param name="type">The type, for example <c>GradeLevelDescriptor</c>.</param>
    /// <returns>False where that was known.</returns>
    public bool Learn(string segment, string path, string type)
    {
        var name = char.ToLowerInvariant(type[0]) + type[1..];
        if (TypeOf(segment, path) == name)
        {
            return false;
        }

        _learnt.RemoveAll(l => l.Segment == segment && l.Path == path);
        _learnt.Add((segment, path, name));
        return true;
    }

    /// <summary>
    /// The type of a property: the one that the server named for it; else the longest name that is its end, as
    /// <c>gradeLevelDescriptor</c> for <c>entryGradeLevelDescriptor</c>; else the one that the server named for a property of the same
    /// name elsewhere; else its own name.
    /// </summary>
    /// <param name="segment">The resource.</param>
    /// <param name="path">Where the property lies, with dots.</param>
    public string TypeOf(string segment, string path)
    {
        var role = RoleOf(path);
        return _learnt.Find(l => l.Segment == segment && LearntRules.IsAt(path, l.Path)).Type
            ?? _types.FirstOrDefault(name => role.EndsWith(name, StringComparison.OrdinalIgnoreCase))
            ?? _learnt.Find(l => RoleOf(l.Path) == role).Type
            ?? role;
    }

    /// <summary>The descriptor of a type that is made, and named, where the server has none.</summary>
    public static DescriptorUri OwnOf(string type)
        => new($"uri://ed-fi.org/{char.ToUpperInvariant(type[0])}{type[1..]}", "BatchPerf", SegmentOf(type));

    /// <summary>The endpoint segment of a type.</summary>
    public static string SegmentOf(string type) => type + Plural;

    private static string RoleOf(string path) => path[(path.LastIndexOf('.') + 1)..];
}
