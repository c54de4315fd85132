using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>A value of a template, ready to be rendered.</summary>
internal sealed class TemplateNode
{
    private readonly LocatedNode _source;
    private readonly TemplateText? _text;
    private readonly (string Name, TemplateNode Value)[] _properties;
    private readonly TemplateNode[] _items;

    public TemplateNode(LocatedNode source, TemplateScope scope)
    {
        _source = source;
        _text = source.Text is { } text ? TemplateText.Parse(text, source.Line, scope) : null;
        _properties = [.. source.Properties.Select(p => (p.Name, new TemplateNode(p.Value, scope)))];
        _items = [.. source.Items.Select(item => new TemplateNode(item, scope))];
        foreach (var repeated in source.Properties.GroupBy(static p => p.Name, StringComparer.Ordinal).Where(static g => g.Count() > 1))
        {
            scope.Add(repeated.Last().Line, $"'{repeated.Key}' appears twice");
        }

        foreach (var property in source.Properties.Where(static p => p.Name.Contains("{{", StringComparison.Ordinal)))
        {
            scope.Add(property.Line, $"'{property.Name}' is a property's name; tokens can only be used in values");
        }
    }

    public JsonNode? Render(RenderContext context) => _source.Kind switch
    {
        JsonValueKind.Object => new JsonObject(_properties.Select(p => KeyValuePair.Create(p.Name, p.Value.Render(context)))),
        JsonValueKind.Array => new JsonArray([.. _items.Select(item => item.Render(context))]),
        JsonValueKind.String => _text!.Render(context),
        _ => _source.Scalar?.DeepClone(),
    };
}
