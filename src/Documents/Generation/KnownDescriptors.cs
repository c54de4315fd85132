using EdFi.BatchPerf.Documents.DataModel;

namespace EdFi.BatchPerf.Documents.Generation;

/// <summary>Chooses among descriptors that a server was seen to have.</summary>
/// <param name="types">The types.</param>
/// <param name="values">URIs by type, in the order in which the server gave them.</param>
internal sealed class KnownDescriptors(DescriptorTypes types, IReadOnlyDictionary<string, IReadOnlyList<string>> values) : IDescriptorSource
{
    /// <summary>Code values that built-in documents use, so that templates and fixtures agree where both are there.</summary>
    private static readonly string[] Preferred = ["Ninth grade", "Fall Semester", "School", "LEA course code", "TX"];

    /// <inheritdoc/>
    public string? Choose(ApiResource resource, string path, bool other = false)
    {
        var known = values.GetValueOrDefault(types.TypeOf(resource.Segment, path)) ?? [];
        var usual = known.FirstOrDefault(uri => IsOf(resource, CodeOf(uri)))
            ?? known.FirstOrDefault(static uri => Preferred.Contains(CodeOf(uri)))
            ?? (known.Count > 0 ? known[0] : null);
        return other ? known.FirstOrDefault(uri => uri != usual) ?? usual : usual;
    }

    /// <inheritdoc/>
    public string Missing(ApiResource resource, string path)
        => DescriptorTypes.OwnOf(types.TypeOf(resource.Segment, path)).ToString();

    private static string CodeOf(string uri) => uri[(uri.IndexOf('#', StringComparison.Ordinal) + 1)..];

    /// <summary>True for the category that the resource itself is, such as Local Education Agency for localEducationAgencies.</summary>
    private static bool IsOf(ApiResource resource, string code)
        => string.Equals(resource.Entity, code.Replace(" ", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
}
