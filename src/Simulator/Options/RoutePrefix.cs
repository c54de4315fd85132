namespace EdFi.BatchPerf.Simulator.Options;

/// <summary>
/// The segments that all addresses of a server of several tenants begin with, such as <c>/tenant1/2025</c>. At the root, and below a part
/// of them, discovery names the others as placeholders.
/// </summary>
/// <param name="Text">The segments, with placeholders for those that a request left out: <c>/tenant1/{schoolYear}</c>.</param>
/// <param name="Rest">The path behind them.</param>
/// <param name="Complete">True where the request named all segments.</param>
internal sealed record RoutePrefix(string Text, string Rest, bool Complete)
{
    /// <summary>Takes the segments off a path; null for a path that is not below them.</summary>
    /// <param name="route">Names and values: <c>tenant=tenant1;schoolYear=2025</c>.</param>
    /// <param name="path">The path of a request.</param>
    public static RoutePrefix? Match(string route, string path)
    {
        var segments = Read(route);
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var taken = segments.Zip(parts).TakeWhile(static pair => pair.First.Value == pair.Second).Count();
        if (taken < segments.Length && taken < parts.Length)
        {
            return null;
        }

        var text = string.Concat(segments.Select((segment, i) => "/" + (i < taken ? segment.Value : $"{{{segment.Name}}}")));
        return new RoutePrefix(text, "/" + string.Join('/', parts.Skip(taken)), taken == segments.Length);
    }

    /// <summary>True where a text is a valid route.</summary>
    public static bool IsRoute(string route) => Read(route).All(static segment => IsWord(segment.Name) && IsWord(segment.Value));

    private static (string Name, string Value)[] Read(string route) =>
    [
        .. route.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(static segment => segment.Split('='))
            .Select(static pair => (pair[0], pair.Length == 2 ? pair[1] : "")),
    ];

    private static bool IsWord(string text) => text.Length > 0 && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
