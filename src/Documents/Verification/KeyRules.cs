using System.Globalization;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.Identity;
using EdFi.BatchPerf.Documents.Metadata;
using EdFi.BatchPerf.Documents.Triples;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Documents.Verification;

/// <summary>Decides whether a value of an identity holds the run's key, in one of its forms.</summary>
internal static class KeyRules
{
    /// <summary>
    /// Room that a value needs for the whole key: 13 characters of the run, 4 of the client, 6 of its batch, 3 of the triple, 2 separators.
    /// A run of a billion batches a client would need more; the server then refuses the value instead of cutting it.
    /// </summary>
    public const int Room = 28;

    private const string Int64 = "int64";

    /// <summary>Reason why a value does not hold the key; null where it does; empty where the key is not in the value at all.</summary>
    /// <param name="document">The document.</param>
    /// <param name="leaf">The value.</param>
    /// <param name="before">Documents that were created earlier in the same triple and whose identities hold the key.</param>
    public static string? Refusal(CreatedDocument document, IdentityLeaf leaf, IReadOnlyList<CreatedDocument> before)
    {
        var texts = Texts(document, leaf);
        if (texts.TrueForAll(static t => t is null))
        {
            return "";
        }

        var place = string.Join(" and ", leaf.Paths);
        if (texts.Distinct(StringComparer.Ordinal).Skip(1).Any())
        {
            return $"{place} have to have the same value";
        }

        if (leaf.IsDescriptor && before.Any(b => Names(b, texts[0]!)))
        {
            return null;
        }

        if ((KeyMarkers.IsNumber(texts[0]) ? Number(place, leaf) : Text(place, leaf, texts[0]!)) is { } refusal)
        {
            return refusal;
        }

        var parent = leaf.Paths.FirstOrDefault(static p => p.Contains('.', StringComparison.Ordinal));
        return parent is null || before.Any(b => Holds(b, texts[0]!)) ? null
            : before.Any(b => Holds(b, KeyMarkers.Swapped(texts[0]!)))
                ? $"{parent} is '{texts[0]}', and the document that 'before' creates has '{KeyMarkers.Swapped(texts[0]!)}'; write that"
            : $"{parent} refers to a document that nothing creates before; add it to 'before'";
    }

    /// <summary>
    /// The path at which a document's own number is all that makes it the run's: its 11 random bits alone do not tell it from documents of
    /// others. Null where the identity holds more.
    /// </summary>
    /// <inheritdoc cref="Refusal"/>
    public static string? NumberAlone(CreatedDocument document, IReadOnlyList<CreatedDocument> before)
    {
        var holding = document.Identity.Leaves.Where(leaf => Refusal(document, leaf, before) is null).ToList();
        return holding.TrueForAll(leaf => Texts(document, leaf).Exists(KeyMarkers.IsNumber))
            ? holding.SelectMany(static l => l.Paths).FirstOrDefault(static p => !p.Contains('.', StringComparison.Ordinal))
            : null;
    }

    /// <summary>Which form of the key can be put into which values of an identity; null where none can.</summary>
    public static string? Advice(ResourceIdentity identity)
    {
        var ways = identity.Leaves.Select(static leaf => (Token: TokenFor(leaf), leaf.Paths)).Where(static w => w.Token is not null)
            .GroupBy(
                static w => w.Token!,
                static (token, all) => $"{token} into {string.Join(" or ", all.SelectMany(static w => w.Paths))}",
                StringComparer.Ordinal)
            .ToList();
        return ways.Count == 0 ? null : string.Join(", or ", ways);
    }

    private static string? TokenFor(IdentityLeaf leaf) => leaf switch
    {
        { IsText: true, MaxLength: null or >= Room } => KeyMarkers.Whole,
        { IsText: true, MaxLength: >= LocalKey.Length and var most } =>
            string.Create(CultureInfo.InvariantCulture, $"{{{{key({most})}}}}"),
        { Type: "integer", Format: Int64 } => KeyMarkers.Number,
        _ => null,
    };

    private static List<string?> Texts(CreatedDocument document, IdentityLeaf leaf) =>
    [
        .. leaf.Paths
            .Select(path => KeyFields.Value(document.Content, path))
            .OfType<JsonValue>()
            .Select(static v => v.TryGetValue<string>(out var text) && KeyMarkers.IsIn(text) ? text : null),
    ];

    private static string? Number(string place, IdentityLeaf leaf) =>
        leaf.Type != "integer" ? $"{place} is {leaf.Describe()}, and {KeyMarkers.Number} is a whole number"
            : leaf.Format == Int64 ? null
            : leaf.Format is { Length: > 0 } format ? $"{place} is {format}, too small for the key"
            : $"{place} is a whole number of which the server does not say that it is int64, so it may be too small for the key";

    private static string? Text(string place, IdentityLeaf leaf, string text)
    {
        if (!leaf.IsText)
        {
            return $"{place} is {leaf.Describe()}, which cannot hold it"
                + (TokenFor(leaf) is { } token ? $" as text; write {token}" : "");
        }

        var length = Length(text, Room);
        if (leaf.MaxLength is not { } most || length <= most)
        {
            return null;
        }

        var shorter = Length(text, LocalKey.Length);
        return string.Create(CultureInfo.InvariantCulture, $"{place} takes {most} characters, and with the key its value may have {length}")
            + (shorter <= most && shorter < length
                ? string.Create(CultureInfo.InvariantCulture, $"; {{{{key({Math.Min(most, Room - 1)})}}}} takes {LocalKey.Length}")
                : "");
    }

    /// <summary>Characters of a text with its keys.</summary>
    /// <param name="text">The text.</param>
    /// <param name="whole">Characters that are kept for a whole key.</param>
    private static int Length(string text, int whole)
    {
        var (keys, rest) = Without(text, KeyMarkers.Whole, KeyMarkers.ReusedWhole);
        var (shorts, literal) = Without(rest, KeyMarkers.Short, KeyMarkers.ReusedShort);
        return literal.Length + (keys * whole) + (shorts * LocalKey.Length);
    }

    private static (int Count, string Literal) Without(string text, params ReadOnlySpan<string> markers)
    {
        var count = 0;
        foreach (var marker in markers)
        {
            var rest = text.Replace(marker, "", StringComparison.Ordinal);
            count += (text.Length - rest.Length) / marker.Length;
            text = rest;
        }

        return (count, text);
    }

    private static bool Holds(CreatedDocument document, string value)
        => document.Identity.Paths.Any(
            path => KeyFields.Value(document.Content, path) is JsonValue held
                && held.TryGetValue<string>(out var text)
                && string.Equals(text, value, StringComparison.Ordinal));

    /// <summary>True where a document that the triple creates is the descriptor of which this is the URI.</summary>
    private static bool Names(CreatedDocument document, string uri)
        => document.Plan.Resource.EndsWith("Descriptors", StringComparison.OrdinalIgnoreCase)
            && string.Equals(
                $"{KeyFields.Value(document.Content, "namespace")}#{KeyFields.Value(document.Content, "codeValue")}",
                uri,
                StringComparison.Ordinal);
}
