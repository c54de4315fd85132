using System.Globalization;
using System.Xml.Linq;
using EdFi.BatchPerf.Help.Pages;

namespace EdFi.BatchPerf.Help;

/// <summary>Writes pages as MAML, the form in which Get-Help reads the help of compiled cmdlets.</summary>
internal static class MamlWriter
{
    private static readonly XNamespace Msh = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static void Write(IEnumerable<HelpPage> pages, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        new XDocument(new XElement(Msh + "helpItems", new XAttribute("schema", "maml"), pages.Select(Page))).Save(path);
    }

    private static XElement Page(HelpPage page)
    {
        var name = page.Name.Split('-', 2);
        return new XElement(
            Command + "command",
            new XAttribute(XNamespace.Xmlns + "maml", Maml),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            new XElement(
                Command + "details",
                new XElement(Command + "name", page.Name),
                new XElement(Command + "verb", name[0]),
                new XElement(Command + "noun", name[^1]),
                Description([page.Synopsis])),
            Description([.. page.Description, SeeAlso(page)]),
            new XElement(Command + "syntax", page.ParameterSets.Select(set => Syntax(page, set))),
            new XElement(
                Command + "parameters",
                page.Parameters
                    .OrderBy(static p => p.Name, StringComparer.OrdinalIgnoreCase)
                    .Select(static p => Parameter(p, p.Facts[0], inSyntax: false))),
            new XElement(Command + "inputTypes", page.Inputs.Select(static type => Type("inputType", type))),
            new XElement(Command + "returnValues", page.Outputs.Select(static type => Type("returnValue", type))),
            new XElement(Maml + "alertSet", new XElement(Maml + "alert", Paragraphs(page.Notes))),
            new XElement(Command + "examples", page.Examples.Select(Example)));
    }

    /// <summary>
    /// The links in words: of related links Get-Help says that -Online opens them, and there is no address that it could open.
    /// </summary>
    private static string SeeAlso(HelpPage page) => $"See also: {string.Join(", ", page.Links.Select(static link => link.Text))}.";

    /// <summary>
    /// One line of the syntax: what has a position comes first, then what must be given, then what tells this set from others, then the
    /// rest in the order of the page's syntax.
    /// </summary>
    private static XElement Syntax(HelpPage page, string set)
    {
        var order = page.SyntaxOrder.ToList();
        var parameters = page.Parameters
            .Select(parameter => (parameter, Facts: parameter.Facts.FirstOrDefault(facts => facts.IsIn(set))))
            .Where(static item => item.Facts is not null)
            .OrderBy(
                static item => int.TryParse(item.Facts!.Position, CultureInfo.InvariantCulture, out var position) ? position : int.MaxValue)
            .ThenBy(static item => item.Facts!.IsRequired ? 0 : 1)
            .ThenBy(static item => item.Facts!.IsInAll ? 1 : 0)
            .ThenBy(item => order.IndexOf(item.parameter.Name));
        return new XElement(
            Command + "syntaxItem",
            new XElement(Maml + "name", page.Name),
            parameters.Select(static item => Parameter(item.parameter, item.Facts!, inSyntax: true)));
    }

    private static XElement Parameter(PageParameter parameter, ParameterFacts facts, bool inSyntax) => new(
        Command + "parameter",
        new XAttribute("required", Lower(facts.IsRequired)),
        new XAttribute("variableLength", Lower(facts.Type.EndsWith("[]", StringComparison.Ordinal))),
        new XAttribute("globbing", Lower(ParameterFacts.Flag(facts.Wildcards))),
        new XAttribute("pipelineInput", facts.PipelineInput),
        new XAttribute("position", facts.Position.ToLowerInvariant()),
        new XAttribute("aliases", facts.Aliases.Length == 0 ? "none" : facts.Aliases),
        new XElement(Maml + "name", parameter.Name),
        Description(inSyntax ? [] : parameter.Text),
        inSyntax && facts.Values.Count > 0
            ? new XElement(
                Command + "parameterValueGroup",
                facts.Values.Select(static value => Value("parameterValue", value, required: false)))
            : null,
        inSyntax && facts.IsSwitch ? null : Value("parameterValue", facts.ShortType, required: true),
        new XElement(Dev + "type", new XElement(Maml + "name", facts.ShortType), new XElement(Maml + "uri")),
        new XElement(Dev + "defaultValue", facts.DefaultValue));

    private static XElement Value(string name, string text, bool required) =>
        new(Command + name, new XAttribute("required", Lower(required)), new XAttribute("variableLength", "false"), text);

    private static XElement Type(string name, PageType type) =>
        new(Command + name, new XElement(Dev + "type", new XElement(Maml + "name", type.Name)), Description(type.Text));

    private static XElement Example(PageExample example) => new(
        Command + "example",
        new XElement(Maml + "title", Title(example.Title)),
        new XElement(Dev + "code", example.Code),
        new XElement(Dev + "remarks", Paragraphs([.. example.Remarks, ""])));

    /// <summary>Rules around the title, because Get-Help shows it between lines of text and nothing else sets it apart.</summary>
    private static string Title(string title) => $"---- {title} ----";

    private static XElement Description(IReadOnlyList<string> paragraphs) => new(Maml + "description", Paragraphs(paragraphs));

    private static IEnumerable<XElement> Paragraphs(IReadOnlyList<string> paragraphs) =>
        paragraphs.Select(static text => new XElement(Maml + "para", text));

    private static string Lower(bool flag) => flag ? "true" : "false";
}
