using System.Text.Json;

namespace EdFi.BatchPerf.Documents.Metadata;

/// <summary>An OpenAPI document of a server: its paths, and the components that they refer to.</summary>
internal sealed class OpenApiDocument : IDisposable
{
    /// <summary>Most bytes of a document that is read, 32 MB; the published ones have 1.7 and 2.6.</summary>
    public const int MaxBytes = 32 * 1024 * 1024;

    private const int MaxReferences = 8;
    private readonly JsonDocument _document;

    private OpenApiDocument(JsonDocument document, JsonElement paths)
    {
        _document = document;
        Paths = paths;
    }

    /// <summary>The object of paths.</summary>
    public JsonElement Paths { get; }

    public JsonElement Root => _document.RootElement;

    /// <summary>Reads a document.</summary>
    /// <exception cref="FormatException">It is too large, not JSON, or no OpenAPI document; the message says which.</exception>
    public static OpenApiDocument Parse(ReadOnlyMemory<byte> text)
    {
        if (text.Length > MaxBytes)
        {
            throw new FormatException($"it has {text.Length / 1024 / 1024} MB; at most {MaxBytes / 1024 / 1024} MB are read");
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(text);
        }
        catch (JsonException exception)
        {
            throw new FormatException($"it is not JSON ({JsonFault.Words(exception)})", exception);
        }

        if (Member(document.RootElement, "openapi") is { ValueKind: JsonValueKind.String }
            && Member(document.RootElement, "paths") is { ValueKind: JsonValueKind.Object } paths)
        {
            return new OpenApiDocument(document, paths);
        }

        document.Dispose();
        throw new FormatException("it is no OpenAPI document: 'openapi' or 'paths' is missing");
    }

    /// <summary>A member of an object; null where there is none.</summary>
    public static JsonElement? Member(JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    /// <summary>A member that is text; null where there is none.</summary>
    public static string? Text(JsonElement element, string name)
        => Member(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>
    /// The name of the component that a schema refers to, directly or as its only <c>allOf</c>; null where it refers to none.
    /// </summary>
    public static string? ReferenceOf(JsonElement schema)
        => Text(schema, "$ref")
            ?? (Member(schema, "allOf") is { ValueKind: JsonValueKind.Array } all && all.GetArrayLength() == 1
                ? Text(all[0], "$ref")
                : null);

    /// <summary>
    /// Returns the element at the end of at most 8 references; the given one where it refers to nothing; null where that element is not
    /// there.
    /// </summary>
    public JsonElement? Resolve(JsonElement element)
    {
        JsonElement? at = element;
        for (var hops = 0; hops < MaxReferences && at is { } here; hops++)
        {
            if (ReferenceOf(here) is not { } reference)
            {
                return here;
            }

            at = At(reference);
        }

        return null;
    }

    public void Dispose() => _document.Dispose();

    private JsonElement? At(string reference)
    {
        if (!reference.StartsWith("#/", StringComparison.Ordinal))
        {
            return null;
        }

        JsonElement? at = Root;
        foreach (var name in reference[2..].Split('/'))
        {
            at = at is { } here
                ? Member(here, name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))
                : null;
        }

        return at;
    }
}
