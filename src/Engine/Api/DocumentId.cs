namespace EdFi.BatchPerf.Api;

/// <summary>
/// The id of a document in the form that Ed-Fi servers give: a GUID of 32 hexadecimal digits, with or without its four dashes. Nothing else
/// becomes part of a URL, so that an id which leads elsewhere, or none at all, is never sent.
/// </summary>
public sealed class DocumentId : IEquatable<DocumentId>
{
    private const int Plain = 32;
    private const int Dashed = 36;
    private readonly string _text;
    private readonly Guid _value;

    private DocumentId(string text, Guid value) => (_text, _value) = (text, value);

    /// <summary>Reads an id.</summary>
    /// <param name="text">Id as the server gave it; may be null.</param>
    /// <returns>Null where it is not in the form of an id.</returns>
    public static DocumentId? TryParse(string? text) =>
        text is { Length: Plain or Dashed }
            && text.All(static c => char.IsAsciiHexDigit(c) || c == '-')
            && Guid.TryParseExact(text, text.Length == Plain ? "N" : "D", out var value)
            ? new DocumentId(text, value)
            : null;

    /// <summary>Reads the id in which a <c>Location</c> ends.</summary>
    /// <param name="location">The header, absolute or relative; null where there is none.</param>
    /// <param name="resource">Endpoint segment of the collection that the document was sent to.</param>
    /// <returns>Null where the location does not end in <c>{resource}/{id}</c>.</returns>
    public static DocumentId? FromLocation(string? location, string resource)
    {
        ArgumentException.ThrowIfNullOrEmpty(resource);
        if (location is null || location.LastIndexOf('/') is var slash && slash < resource.Length)
        {
            return null;
        }

        var collection = location.AsSpan(0, slash);
        var before = slash - resource.Length;
        return collection.EndsWith(resource, StringComparison.OrdinalIgnoreCase) && (before == 0 || collection[before - 1] == '/')
            ? TryParse(location[(slash + 1)..])
            : null;
    }

    /// <summary>True for the same GUID, however it is written.</summary>
    public bool Equals(DocumentId? other) => other is not null && _value == other._value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DocumentId);

    /// <inheritdoc/>
    public override int GetHashCode() => _value.GetHashCode();

    /// <summary>The id as the server wrote it; safe in a URL and in JSON as it is.</summary>
    public override string ToString() => _text;
}
