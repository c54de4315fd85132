namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>A single value of a document, by the path or the name that a template gives.</summary>
/// <param name="Path">Its path with dots; null where it was not found.</param>
/// <param name="Others">Paths with different values that the name may mean; empty where it is clear, or there is none.</param>
internal readonly record struct Leaf(string? Path, IReadOnlyList<string> Others)
{
    /// <summary>
    /// Finds it: at the path, or by its name at any depth outside lists. A name that is in several places means the first of them where all
    /// have the same value, as the same field of several references has in Ed-Fi documents.
    /// </summary>
    public static Leaf Find(string name, LocatedNode document)
    {
        if (document.At(name) is { } node)
        {
            return new Leaf(node.IsScalar ? name : null, []);
        }

        string[] found = name.Contains('.', StringComparison.Ordinal)
            ? []
            : [.. document.ScalarPaths().Where(p => p.EndsWith("." + name, StringComparison.Ordinal))];
        return found.Length == 0 ? new Leaf(null, [])
            : found.Select(p => document.At(p)!.Scalar!.ToJsonString()).Distinct(StringComparer.Ordinal).Skip(1).Any()
                ? new Leaf(null, found)
            : new Leaf(found[0], []);
    }
}
