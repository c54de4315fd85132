using System.Globalization;
using EdFi.BatchPerf.Documents.Fixtures;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>The texts of a template, and the descriptors that are written out among them.</summary>
internal static class WrittenDescriptors
{
    /// <summary>All texts below a node, each with its line.</summary>
    public static IEnumerable<(string Text, int Line)> Strings(LocatedNode node)
        => (node.Text is { } text ? [(text, node.Line)] : Enumerable.Empty<(string Text, int Line)>())
            .Concat(node.Properties.SelectMany(static p => Strings(p.Value)))
            .Concat(node.Items.SelectMany(Strings));

    /// <summary>The descriptors below a node that hold no token, each once.</summary>
    /// <param name="path">The file.</param>
    /// <param name="node">A part of it.</param>
    public static IReadOnlyList<DescriptorUse> Of(string path, LocatedNode node) =>
    [
        .. Strings(node)
            .Where(static s => DescriptorUri.TryParse(s.Text) is not null && !s.Text.Contains("{{", StringComparison.Ordinal))
            .DistinctBy(static s => s.Text, StringComparer.OrdinalIgnoreCase)
            .Select(s => new DescriptorUse(s.Text, string.Create(CultureInfo.InvariantCulture, $"{path}({s.Line})"))),
    ];
}
