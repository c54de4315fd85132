namespace EdFi.BatchPerf.Documents.Triples;

/// <summary>Markers that stand for the natural key in the documents that recipes make, before they are compiled.</summary>
internal static class KeyMarkers
{
    /// <summary>The whole key.</summary>
    public const string Whole = "{{key}}";

    /// <summary>The short key.</summary>
    public const string Short = "{{key(16)}}";

    /// <summary>The number: a string of its own, which is written without its quotes.</summary>
    public const string Number = "{{#key}}";

    /// <summary>The whole key of reused parents.</summary>
    public const string ReusedWhole = "{{reused.key}}";

    /// <summary>The short key of reused parents.</summary>
    public const string ReusedShort = "{{reused.key(16)}}";

    /// <summary>The number of reused parents, a string of its own.</summary>
    public const string ReusedNumber = "{{#reused.key}}";

    private const string OfReused = "reused.";

    /// <summary>The number's digits within other text.</summary>
    private const string Digits = "{{key#}}";

    private const string ReusedDigits = "{{reused.key#}}";

    private static readonly (string Text, KeyForm Form)[] All =
    [
        (Whole, KeyForm.Whole),
        (Short, KeyForm.Short),
        (Digits, KeyForm.Number),
        (ReusedWhole, KeyForm.ReusedWhole),
        (ReusedShort, KeyForm.ReusedShort),
        (ReusedDigits, KeyForm.ReusedNumber),
    ];

    private static readonly (string Text, KeyForm Form)[] Quoted =
    [
        ($"\"{Number}\"", KeyForm.Number),
        ($"\"{ReusedNumber}\"", KeyForm.ReusedNumber),
    ];

    /// <summary>True where a text holds the key in some form.</summary>
    public static bool IsIn(string text) => text.Contains(Number, StringComparison.Ordinal)
        || text.Contains(ReusedNumber, StringComparison.Ordinal)
        || Array.Exists(All, marker => text.Contains(marker.Text, StringComparison.Ordinal));

    /// <summary>True where a text is the key as a number.</summary>
    public static bool IsNumber(string? text) => text is Number or ReusedNumber;

    /// <summary>A text with the keys of reused parents where it has the triple's own, and the other way round.</summary>
    public static string Swapped(string text) => text.Contains(OfReused, StringComparison.Ordinal)
        ? text.Replace(OfReused, "", StringComparison.Ordinal)
        : text.Replace("{{key", "{{" + OfReused + "key", StringComparison.Ordinal)
            .Replace("{{#key", "{{#" + OfReused + "key", StringComparison.Ordinal);

    /// <summary>A value of a document as a part of a text.</summary>
    public static string InText(string value) => value switch { Number => Digits, ReusedNumber => ReusedDigits, _ => value };

    /// <summary>The next marker of compact JSON text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="from">Where to begin.</param>
    /// <returns>Where it begins and ends, the quotes of a number included, and its form; null where there is none.</returns>
    public static (int Start, int End, KeyForm Form)? Next(string json, int from)
    {
        for (var at = from; (at = json.IndexOf("{{", at, StringComparison.Ordinal)) >= 0; at++)
        {
            if (Find(All, json, at) is { } found)
            {
                return found;
            }

            if (at > 0 && Find(Quoted, json, at - 1) is { } quoted)
            {
                return quoted;
            }
        }

        return null;
    }

    private static (int Start, int End, KeyForm Form)? Find((string Text, KeyForm Form)[] markers, string json, int at)
    {
        foreach (var (text, form) in markers)
        {
            if (string.CompareOrdinal(json, at, text, 0, text.Length) == 0)
            {
                return (at, at + text.Length, form);
            }
        }

        return null;
    }
}
