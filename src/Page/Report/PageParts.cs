using System.Text;

namespace EdFi.BatchPerf.Page.Report;

/// <summary>Parts of every page, with line feeds only: a browser turns other line ends into them before it compares hashes.</summary>
/// <param name="Template">The page with the places of its parts as <c>{{name}}</c>.</param>
/// <param name="Style">The page's own style sheet.</param>
/// <param name="Script">The page's own script.</param>
/// <param name="Charts">The chart library with its licence.</param>
/// <param name="ChartStyle">The chart library's style sheet.</param>
internal sealed record PageParts(string Template, string Style, string Script, string Charts, string ChartStyle)
{
    private const string Own = "page/";
    private const string Library = "uplot/";

    /// <summary>The parts that lie in this assembly.</summary>
    public static PageParts Embedded { get; } = Load();

    private static PageParts Load()
    {
        var names = typeof(PageParts).Assembly.GetManifestResourceNames();
        string Joined(string folder) =>
            string.Concat(
                names.Where(n => Path(n).StartsWith(folder, StringComparison.Ordinal)).OrderBy(Path, StringComparer.Ordinal).Select(Read));
        return new PageParts(
            Joined(Own + "page.html"),
            Joined(Own + "style/"),
            $"(() => {{\n'use strict';\n{Joined(Own + "script/")}}})();\n",
            $"/*\n{Joined(Library + "LICENSE")}\n*/\n{Joined(Library + "uPlot.iife.min.js")}",
            Joined(Library + "uPlot.min.css"));
    }

    private static string Path(string name) => name.Replace('\\', '/');

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(PageParts).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        var text = reader.ReadToEnd().ReplaceLineEndings("\n");
        return text.EndsWith('\n') ? text : text + "\n";
    }
}
