namespace EdFi.BatchPerf.Documents.Triples;

/// <summary>What stands for the natural key in the documents that recipes make, before they are compiled.</summary>
internal static class KeyMarkers
{
    /// <summary>The whole key.</summary>
    public const string Whole = "{{key}}";

    /// <summary>The short key.</summary>
    public const string Short = "{{key(16)}}";

    /// <summary>The number: a string of its own, which is written without its quotes.</summary>
    public const string Number = "{{#key}}";

    /// <summary>The number's digits within other text.</summary>
    public const string Digits = "{{key#}}";

    /// <summary>True where a text holds the key in some form.</summary>
    public static bool IsIn(string text) => text.Contains(Whole, StringComparison.Ordinal)
        || text.Contains(Short, StringComparison.Ordinal)
        || text.Contains(Number, StringComparison.Ordinal);

    /// <summary>A value of a document as a part of a text.</summary>
    public static string InText(string value) => value == Number ? Digits : value;

    /// <summary>The next marker of compact JSON text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="from">Where to begin.</param>
    /// <returns>Where it begins and ends, the quotes of a number included, and its form; null where there is none.</returns>
    public static (int Start, int End, KeyForm Form)? Next(string json, int from)
    {
        for (var at = from; (at = json.IndexOf("{{", at, StringComparison.Ordinal)) >= 0; at++)
        {
            if (Stands(json, at, Whole))
            {
                return (at, at + Whole.Length, KeyForm.Whole);
            }

            if (Stands(json, at, Short))
            {
                return (at, at + Short.Length, KeyForm.Short);
            }

            if (Stands(json, at, Digits))
            {
                return (at, at + Digits.Length, KeyForm.Number);
            }

            if (at > 0 && Stands(json, at - 1, $"\"{Number}\""))
            {
                return (at - 1, at + Number.Length + 1, KeyForm.Number);
            }
        }

        return null;
    }

    private static bool Stands(string json, int at, string marker) =>
        string.CompareOrdinal(json, at, marker, 0, marker.Length) == 0;
}
