using EdFi.BatchPerf.Documents.DataModel;

namespace EdFi.BatchPerf.Documents.Generation;

/// <summary>Rules for documents: those of the server's OpenAPI document, and those learnt from its refusals.</summary>
internal sealed class LearntRules
{
    private readonly HashSet<(string Segment, string Path)> _required = [];
    private readonly List<(string Segment, string Path, string Words, Func<ScalarShape, ScalarShape> Change)> _corrections = [];

    /// <summary>A path with dots; lists are left out of it, as in the server's messages.</summary>
    public static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    /// <summary>True where a path is the one that a message means, which may leave out its beginning.</summary>
    /// <param name="here">The path in the document.</param>
    /// <param name="path">The path of the message.</param>
    public static bool IsAt(string here, string path)
        => here == path || here.EndsWith("." + path, StringComparison.Ordinal);

    /// <summary>Takes down that documents of a resource need a value.</summary>
    /// <param name="segment">The resource.</param>
    /// <param name="path">
    /// Where it lies; the server's messages may leave lists out at its beginning, so the end of the path tells.
    /// </param>
    /// <returns>False where that was known.</returns>
    public bool Require(string segment, string path) => _required.Add((segment, path));

    /// <summary>Notes a correction of a value's schema.</summary>
    /// <param name="segment">The resource.</param>
    /// <param name="path">Where it lies; its beginning may be left out.</param>
    /// <param name="words">The correction in words: equal words mean the same correction.</param>
    /// <param name="correction">Returns the corrected schema.</param>
    /// <returns>False where that was known already.</returns>
    public bool Correct(string segment, string path, string words, Func<ScalarShape, ScalarShape> correction)
    {
        if (_corrections.Exists(c => c.Segment == segment && c.Path == path && c.Words == words))
        {
            return false;
        }

        _corrections.Add((segment, path, words, correction));
        return true;
    }

    /// <param name="resource">The resource.</param>
    /// <param name="path">Where the object lies in its document; empty for the document itself.</param>
    /// <param name="property">A property of that object.</param>
    public bool IsRequired(ApiResource resource, string path, PropertyShape property)
    {
        var here = Join(path, property.Name);
        return property.Required
            || (path.Length == 0 && resource.IsIdentity(property.Name))
            || _required.Any(l => l.Segment == resource.Segment && (IsAt(here, l.Path) || IsAt(Heads(l.Path), here)));
    }

    /// <summary>The names of values directly below an object that refusals asked for.</summary>
    public IEnumerable<string> Below(ApiResource resource, string path)
        => _required.Where(l => l.Segment == resource.Segment && l.Path.Contains('.', StringComparison.Ordinal))
            .Select(static l => (Parent: l.Path[..l.Path.LastIndexOf('.')], Name: l.Path[(l.Path.LastIndexOf('.') + 1)..]))
            .Where(l => IsAt(path, l.Parent))
            .Select(static l => l.Name)
            .Order(StringComparer.Ordinal);

    /// <summary>Returns the schema of a value: the stated one with all corrections for its path.</summary>
    public ScalarShape ShapeOf(ApiResource resource, string path, ScalarShape stated)
        => _corrections.Where(c => c.Segment == resource.Segment && IsAt(path, c.Path))
            .Aggregate(stated, static (shape, correction) => correction.Change(shape));

    /// <summary>Every object on the way to a path: <c>a.b</c> and <c>a</c> for <c>a.b.c</c>.</summary>
    private static IEnumerable<string> Heads(string path)
    {
        for (var dot = path.LastIndexOf('.'); dot > 0; dot = path.LastIndexOf('.'))
        {
            path = path[..dot];
            yield return path;
        }
    }

    private static bool IsAt(IEnumerable<string> heads, string here) => heads.Contains(here, StringComparer.Ordinal);
}
