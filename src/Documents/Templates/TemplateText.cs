using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.Identity;
using EdFi.BatchPerf.Documents.Triples;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>A string of a template, taken apart into literal text and tokens.</summary>
internal sealed class TemplateText
{
    private readonly List<TextPart> _parts = [];
    private readonly TemplateScope _scope;
    private readonly int _line;

    private TemplateText(TemplateScope scope, int line)
    {
        _scope = scope;
        _line = line;
    }

    /// <summary>True where the string is one token marked as bare, so that it becomes a number, true or false.</summary>
    public bool IsBare => _parts is [{ Bare: true }];

    public bool HasKey => _parts.Exists(static p => p.Kind == TextPartKind.Key);

    /// <summary>True where it renders to something else each time.</summary>
    public bool HasChance => _parts.Exists(static p => p.Kind == TextPartKind.Bogus);

    /// <summary>True where it may be a descriptor's URI, put together of parts that do not depend on a record.</summary>
    public bool MayBeDescriptor => BeginsLikeDescriptor
        && _parts.TrueForAll(static p => p.Kind is TextPartKind.Literal or TextPartKind.Fixture or TextPartKind.Bogus);

    private bool BeginsLikeDescriptor => _parts is [{ Kind: TextPartKind.Fixture }, ..]
        || (_parts is [{ Kind: TextPartKind.Literal, Text: var start }, ..]
            && start.StartsWith("uri://", StringComparison.OrdinalIgnoreCase));

    public static TemplateText Parse(string text, int line, TemplateScope scope)
    {
        var result = new TemplateText(scope, line);
        var from = 0;
        for (var open = text.IndexOf("{{", StringComparison.Ordinal); open >= 0; open = text.IndexOf("{{", from, StringComparison.Ordinal))
        {
            var close = text.IndexOf("}}", open, StringComparison.Ordinal);
            if (close < 0)
            {
                scope.Add(line, $"'{text[open..]}' has no closing braces");
                break;
            }

            result.Literal(text[from..open]);
            result._parts.Add(TextPart.Of(text[(open + 2)..close]));
            from = close + 2;
        }

        result.Literal(text[from..]);
        result.Check();
        return result;
    }

    /// <exception cref="BatchPerfException">ScenarioTemplateInvalid: a token cannot be rendered as it stands.</exception>
    public JsonValue Render(RenderContext context)
    {
        var text = new StringBuilder();
        foreach (var part in _parts)
        {
            var piece = Render(part, context);
            context.Limit.Count(_line, piece.Length);
            text.Append(piece);
        }

        var rendered = text.ToString();
        return IsBare ? Bare(rendered) : JsonValue.Create(rendered);
    }

    private string Render(TextPart part, RenderContext context)
    {
        switch (part.Kind)
        {
            case TextPartKind.Key:
                return KeyToken.Marker(part.Text, part.Bare);
            case TextPartKind.Fixture:
                return _scope.Fixtures.Value(part.Text, context.Keys);
            case TextPartKind.Document:
                var value = KeyFields.Value(context.Document!, part.Text)?.ToString() ?? string.Empty;
                return part.Bare ? value : KeyMarkers.InText(value);
            case TextPartKind.Bogus:
                return RenderBogus(part.Text, context);
            default:
                return part.Text;
        }
    }

    private string RenderBogus(string token, RenderContext context)
    {
        try
        {
            return BogusTokens.Render(token, context.Chance!.Value);
        }
        catch (Exception exception)
        {
            throw Fail($"'{{{{{token}}}}}' cannot be rendered: {(exception.InnerException ?? exception).Message}");
        }
    }

    private JsonValue Bare(string text)
    {
        if (KeyMarkers.IsNumber(text))
        {
            return JsonValue.Create(text);
        }

        if (bool.TryParse(text, out var truth))
        {
            return JsonValue.Create(truth);
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? JsonValue.Create(whole)
            : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number)
            : throw Fail($"'{_parts[0]}' gives '{text}', which is neither a number nor true or false; leave the # out for text");
    }

    private BatchPerfException Fail(string what)
    {
        var problems = new TemplateProblems();
        problems.Add(_scope.Path, _line, what);
        return problems.ToException();
    }

    private void Literal(string text)
    {
        if (text.Length > 0)
        {
            _parts.Add(new TextPart(TextPartKind.Literal, text, Bare: false));
        }
    }

    private void Check()
    {
        if (_parts.Count > 1 && _parts.Find(static p => p.Bare) is { } bare)
        {
            _scope.Add(_line, $"'{bare}' is among other text; a number has to stand alone in its string");
        }

        foreach (var problem in _parts.Select(p => p.Problem(_scope)).OfType<string>())
        {
            _scope.Add(_line, problem);
        }
    }
}
