using EdFi.BatchPerf.Documents.Triples;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>A part of a template's string.</summary>
/// <param name="Kind">The kind of part: literal text, a reference, a key or a token of Bogus.</param>
/// <param name="Text">Literal text, a name or path, or Bogus's token.</param>
/// <param name="Bare">True where it was marked with a number sign: a number, true or false instead of text.</param>
internal sealed record TextPart(TextPartKind Kind, string Text, bool Bare)
{
    private const string DocumentPrefix = "document.";

    /// <summary>Reads what stood between the braces.</summary>
    public static TextPart Of(string token)
    {
        var name = token.Trim();
        var bare = name.StartsWith('#');
        name = bare ? name[1..].Trim() : name;
        return KeyToken.Is(name) ? new(TextPartKind.Key, name, bare)
            : name.StartsWith(FixtureTokens.Prefix, StringComparison.OrdinalIgnoreCase)
                ? new(TextPartKind.Fixture, name[FixtureTokens.Prefix.Length..], bare)
            : name.StartsWith(DocumentPrefix, StringComparison.OrdinalIgnoreCase)
                ? new(TextPartKind.Document, name[DocumentPrefix.Length..], bare)
            : new(TextPartKind.Bogus, name, bare);
    }

    /// <summary>Returns the problem of this part, as a sentence without its end; null where it is right.</summary>
    /// <param name="scope">The documents, fixtures and keys that it may refer to.</param>
    public string? Problem(TemplateScope scope) => Kind switch
    {
        _ when Kind != TextPartKind.Literal && Text.Length > TemplateBudget.LongestName =>
            $"'{{{{{Text[..20]}…}}}}' has more than {TemplateBudget.LongestName} characters",
        TextPartKind.Key when scope.Constant =>
            $"'{this}' cannot be used in a fixture, which is the same document for all triples and runs",
        TextPartKind.Key when KeyToken.IsReused(Text) && !scope.ReusesParents =>
            $"'{this}' is the key of parents that are reused, and no document in before says \"reuse\": true",
        TextPartKind.Key when scope.IsReused && !KeyToken.IsReused(Text) =>
            $"'{this}' differs from batch to batch, and a parent that is reused does not; write "
                + $"{(Bare ? KeyMarkers.ReusedNumber : $"{{{{reused.{Text}}}}}")}",
        TextPartKind.Key => KeyToken.Problem(Text, Bare),
        TextPartKind.Fixture => scope.Fixtures.Problem(Text, scope),
        TextPartKind.Document when scope.Document is null => $"'{this}' can only be used in the update",
        TextPartKind.Document when scope.Document.At(Text) is not { IsScalar: true } => $"'{this}' is not a single value of the document",
        TextPartKind.Bogus when Text.Length == 0 => "'{{}}' is empty",
        TextPartKind.Bogus => BogusTokens.Problem(Text)
            ?? (scope.Constant ? $"'{this}' is made up by chance, and a fixture is the same document for all runs; write a value" : null),
        _ => null,
    };

    public override string ToString() => Kind switch
    {
        TextPartKind.Literal => Text,
        TextPartKind.Fixture => Braces(FixtureTokens.Prefix + Text),
        TextPartKind.Document => Braces(DocumentPrefix + Text),
        _ => Braces(Text),
    };

    private string Braces(string name) => "{{" + (Bare ? "#" : string.Empty) + name + "}}";
}
