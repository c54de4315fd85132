using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using EdFi.BatchPerf.Documents.Triples;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>Reads the objects that template files of all kinds consist of, and notes their problems.</summary>
internal sealed partial class TemplateForm(TemplateScope scope)
{
    /// <summary>Where the strings refer to, and where problems go.</summary>
    public TemplateScope Scope => scope;

    /// <summary>Names of scenarios and fixtures.</summary>
    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,99}\\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    public static partial Regex Name();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{0,99}\\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Resource();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9-]{0,99}\\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Project();

    /// <summary>Which sort of file it is; null where it says something else.</summary>
    public TemplateKind? Kind(LocatedNode root)
    {
        var node = root.Property("kind")?.Value;
        if (node is null)
        {
            return TemplateKind.Scenario;
        }

        var names = Enum.GetNames<TemplateKind>().Select(static n => n.ToLowerInvariant()).ToList();
        if (node.Text is { } text && names.IndexOf(text) is >= 0 and var index)
        {
            return (TemplateKind)index;
        }

        scope.Add(node.Line, node.Text is { Length: <= TemplateBudget.LongestName } word && Spelling.Nearest(word, names) is { } nearest
            ? $"there is no kind '{word}'; did you mean '{nearest}'?"
            : $"kind has to be one of {string.Join(", ", names)}");
        return null;
    }

    /// <summary>The optional sentence about a file; null where there is none.</summary>
    public string? Sentence(LocatedNode root, string name)
    {
        var node = root.Property(name)?.Value;
        if (node is { Text: null })
        {
            scope.Add(node.Line, $"{name} has to be text");
        }

        return node?.Text;
    }

    /// <summary>A text that has to be there.</summary>
    public string? Text(LocatedNode owner, string name, Regex allowed, string what)
    {
        var node = Required(owner, name);
        if (node is null || (node.Text is { } text && allowed.IsMatch(text)))
        {
            return node?.Text;
        }

        scope.Add(node.Line, $"{name} has to be {what}");
        return null;
    }

    /// <summary>A number above 0 by which something is weighed; null where there is none, or it is wrong.</summary>
    public decimal? Weight(LocatedNode? node, string name)
    {
        if (node is null)
        {
            return null;
        }

        if (node.Kind == JsonValueKind.Number
            && decimal.TryParse(node.Scalar!.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var weight)
            && weight > 0)
        {
            return weight;
        }

        scope.Add(node.Line, $"{name} has to be a number above 0");
        return null;
    }

    /// <summary>A document with its resource and key fields; null where something is wrong with it.</summary>
    public TemplateDocument? Document(LocatedNode owner)
    {
        var resource = Text(
            owner,
            "resource",
            Resource(),
            "an endpoint's segment such as calendars: letters and digits, beginning with a letter");
        var project = owner.Property("project") is null ? null
            : Text(owner, "project", Project(), "the segment of a project's path such as tpdm: letters, digits and -");
        var document = Required(owner, "document");
        var fields = Required(owner, "keyFields");
        if (document is null || !IsObject(document, "document") || fields is null)
        {
            return null;
        }

        CheckDescriptors(document);
        var content = new TemplateNode(document, scope);
        return TemplateKeyFields.Read(fields, document, scope) is { } keyFields && resource is not null
            ? new TemplateDocument(new DocumentPlan(resource, keyFields) { Project = project }, content)
            : null;
    }

    /// <summary>Refuses texts that cannot be descriptors in fields that take one: a server refuses them too, batch by batch.</summary>
    public void CheckDescriptors(LocatedNode node)
    {
        foreach (var property in node.Properties)
        {
            if (property is { Value.Text: { } text }
                && property.Name.EndsWith("Descriptor", StringComparison.Ordinal)
                && !text.Contains("{{", StringComparison.Ordinal)
                && !(text.StartsWith("uri://", StringComparison.OrdinalIgnoreCase) && text.Contains('#', StringComparison.Ordinal)))
            {
                var code = text[(text.LastIndexOf('#') + 1)..];
                scope.Add(property.Value.Line, $"'{text}' is no descriptor; write one like uri://ed-fi.org/"
                    + $"{char.ToUpperInvariant(property.Name[0])}{property.Name[1..]}#{(code.Length > 0 ? code : "VALUE")}");
            }

            CheckDescriptors(property.Value);
        }

        foreach (var item in node.Items)
        {
            CheckDescriptors(item);
        }
    }

    public LocatedNode? Required(LocatedNode owner, string name)
    {
        var node = owner.Property(name)?.Value;
        if (node is null)
        {
            scope.Add(owner.Line, $"'{name}' is missing");
        }

        return node;
    }

    public bool IsObject(LocatedNode node, string what)
    {
        if (node.Kind != JsonValueKind.Object)
        {
            scope.Add(node.Line, $"{what} has to be an object");
        }

        return node.Kind == JsonValueKind.Object;
    }

    /// <summary>Refuses properties that are not known, and those that are there twice.</summary>
    public void CheckNames(LocatedNode node, IReadOnlyCollection<string> known)
    {
        foreach (var property in node.Properties.Where(p => !known.Contains(p.Name, StringComparer.Ordinal)))
        {
            scope.Add(property.Line, Spelling.Nearest(property.Name, known) is { } nearest
                ? $"there is no property '{property.Name}'; did you mean '{nearest}'?"
                : $"there is no property '{property.Name}'; known are {string.Join(", ", known)}");
        }

        CheckRepeated(node);
    }

    /// <summary>Refuses properties that are there twice.</summary>
    public void CheckRepeated(LocatedNode node)
    {
        foreach (var repeated in node.Properties.GroupBy(static p => p.Name, StringComparer.Ordinal).Where(static g => g.Count() > 1))
        {
            scope.Add(repeated.Last().Line, $"'{repeated.Key}' appears twice");
        }
    }
}
