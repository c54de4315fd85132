using System.Collections.Concurrent;

namespace EdFi.BatchPerf.Api;

/// <summary>
/// URLs of the single-resource endpoints: those of Ed-Fi under the connection's prefix (<c>/data/ed-fi</c>), and those of an extension
/// beside it (<c>/data/tpdm</c>) where the server's metadata named its project. Safe from any thread.
/// </summary>
/// <param name="prefix">The prefix of Ed-Fi's own resources.</param>
internal sealed class ResourcePaths(Uri prefix)
{
    /// <summary>The project of Ed-Fi's own resources.</summary>
    public const string EdFi = "ed-fi";

    private readonly string _prefix = prefix.AbsoluteUri.TrimEnd('/');
    private readonly ConcurrentDictionary<string, string> _projects = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The path of Ed-Fi's own resources.</summary>
    public string Prefix => prefix.AbsolutePath;

    /// <summary>Returns the URL of a resource's collection, or of a path under it.</summary>
    /// <param name="path">Endpoint segment, with an id or a query where there is one.</param>
    public Uri Of(string path)
    {
        var end = path.AsSpan().IndexOfAny('/', '?');
        return new Uri(_projects.TryGetValue(end < 0 ? path : path[..end], out var project)
            ? $"{_prefix[..^EdFi.Length]}{project}/{path}"
            : $"{_prefix}/{path}");
    }

    /// <summary>
    /// Notes the project of an extension's resource. Without effect where the prefix is not that of Ed-Fi's project, since the operator has
    /// given another, and for a text that is no plain segment of a path.
    /// </summary>
    public void Learn(string resource, string project)
    {
        if (_prefix.EndsWith('/' + EdFi, StringComparison.OrdinalIgnoreCase)
            && !string.Equals(project, EdFi, StringComparison.OrdinalIgnoreCase)
            && project.Length > 0
            && project.All(static c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            _projects[resource] = project;
        }
    }
}
