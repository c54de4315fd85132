namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>A part of a template's string.</summary>
/// <param name="Kind">What it is.</param>
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
        return name.Equals("key", StringComparison.OrdinalIgnoreCase) ? new(TextPartKind.Key, name, bare)
            : name.StartsWith(FixtureTokens.Prefix, StringComparison.OrdinalIgnoreCase)
                ? new(TextPartKind.Fixture, name[FixtureTokens.Prefix.Length..], bare)
            : name.StartsWith(DocumentPrefix, StringComparison.OrdinalIgnoreCase)
                ? new(TextPartKind.Document, name[DocumentPrefix.Length..], bare)
            : new(TextPartKind.Bogus, name, bare);
    }

    /// <summary>What is wrong with it; null where nothing is.</summary>
    /// <param name="document">What <c>{{document.…}}</c> refers to; null where it refers to nothing.</param>
    public string? Problem(LocatedNode? document) => Kind switch
    {
        _ when Kind != TextPartKind.Literal && Text.Length > TemplateBudget.LongestName =>
            $"'{{{{{Text[..20]}…}}}}' has more than {TemplateBudget.LongestName} characters",
        TextPartKind.Key when Bare => "'{{#key}}' cannot be a number: the key is text",
        TextPartKind.Fixture when !FixtureTokens.IsKnown(Text) =>
            $"there is no fixture key '{Text}'; known are {string.Join(", ", FixtureTokens.Names)}",
        TextPartKind.Document when document is null => $"'{this}' can only be used in the update",
        TextPartKind.Document when document.At(Text) is not { IsScalar: true } => $"'{this}' is not a single value of the document",
        TextPartKind.Bogus when Text.Length == 0 => "'{{}}' is empty",
        TextPartKind.Bogus => BogusTokens.Problem(Text),
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
