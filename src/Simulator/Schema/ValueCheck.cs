using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using EdFi.BatchPerf.Simulator.Specification;

namespace EdFi.BatchPerf.Simulator.Schema;

/// <summary>Checks one value for type, length, bounds and format, in the words of a DMS.</summary>
internal static class ValueCheck
{
    private const string OuterSpaces = "cannot contain leading or trailing spaces.";
    private static readonly string[] DateTimeForms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>Returns the problem of the value; null for none.</summary>
    public static string? Complaint(Field field, JsonElement value) => field.Kind switch
    {
        FieldKind.Text or FieldKind.Descriptor =>
            value.ValueKind != JsonValueKind.String ? Mistyped(value, "string")
            : value.ValueEquals(""u8) ? "Value should be at least 1 characters"
            : WrongLength(field, value) ?? Mismatch(field, value),
        FieldKind.Integer => IsInteger(value) ? OutOfBounds(field, value) : Mistyped(value, "integer"),
        FieldKind.Number => value.ValueKind == JsonValueKind.Number ? OutOfBounds(field, value) : Mistyped(value, "number"),
        FieldKind.Boolean => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : Mistyped(value, "boolean"),
        FieldKind.Date => value.ValueKind != JsonValueKind.String ? Mistyped(value, "string") : IsDate(value) ? null : Misformatted("date"),
        FieldKind.Time => value.ValueKind != JsonValueKind.String ? Mistyped(value, "string") : IsTime(value) ? null : Misformatted("time"),
        FieldKind.DateTime =>
            value.ValueKind != JsonValueKind.String ? Mistyped(value, "string") : IsDateTime(value) ? null : Misformatted("date-time"),
        FieldKind.Reference or FieldKind.Object => value.ValueKind == JsonValueKind.Object ? null : Mistyped(value, "object"),
        FieldKind.List => value.ValueKind == JsonValueKind.Array ? null : Mistyped(value, "array"),
        _ => null,
    };

    /// <summary>The name of a value's type in JSON Schema.</summary>
    public static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => IsInteger(value) ? "integer" : "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        _ => "null",
    };

    private static bool IsInteger(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _);

    private static bool IsDate(JsonElement value)
    {
        var text = JsonMarshal.GetRawUtf8Value(value)[1..^1];
        return text.Length == 10 && text[4] == '-' && text[7] == '-'
            && Utf8Parser.TryParse(text[..4], out int year, out var read) && read == 4
            && Utf8Parser.TryParse(text[5..7], out int month, out read) && read == 2
            && Utf8Parser.TryParse(text[8..], out int day, out read) && read == 2
            && year > 0 && month is > 0 and <= 12 && day > 0 && day <= DateTime.DaysInMonth(year, month);
    }

    private static bool IsTime(JsonElement value) =>
        TimeOnly.TryParseExact(value.GetString(), "HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>RFC 3339: the zone has to be there.</summary>
    private static bool IsDateTime(JsonElement value) =>
        DateTimeOffset.TryParseExact(value.GetString(), DateTimeForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        && JsonMarshal.GetRawUtf8Value(value)[20..].IndexOfAny("Zz+-"u8) >= 0;

    private static string? WrongLength(Field field, JsonElement value)
    {
        // Bytes bound characters from above, so that most texts need not be decoded.
        var bytes = JsonMarshal.GetRawUtf8Value(value).Length - 2;
        if (bytes <= field.MaxLength && (field.MinLength <= 1 || bytes >= field.MinLength * 6))
        {
            return null;
        }

        var length = value.GetString()!.Length;
        return length > field.MaxLength
            ? string.Create(CultureInfo.InvariantCulture, $"Value should be at most {field.MaxLength} characters")
            : length < field.MinLength
                ? string.Create(CultureInfo.InvariantCulture, $"Value should be at least {field.MinLength} characters")
                : null;
    }

    private static string? Mismatch(Field field, JsonElement value)
    {
        if (field.Pattern is null || field.Pattern.IsMatch(value.GetString()!))
        {
            return null;
        }

        var text = value.GetString()!;
        return text.Trim().Length < text.Length ? OuterSpaces : "The string value is not a match for the indicated regular expression";
    }

    private static string? OutOfBounds(Field field, JsonElement value)
    {
        if (double.IsNegativeInfinity(field.Minimum) && double.IsPositiveInfinity(field.Maximum))
        {
            return null;
        }

        var number = value.GetDouble();
        return number < field.Minimum ? Bound(value, "least", field.Minimum)
            : number > field.Maximum ? Bound(value, "most", field.Maximum)
            : null;
    }

    private static string Bound(JsonElement value, string which, double bound) =>
        string.Create(CultureInfo.InvariantCulture, $"{value.GetRawText()} should be at {which} {bound}");

    private static string Mistyped(JsonElement value, string expected) => $"Value is \"{TypeOf(value)}\" but should be \"{expected}\"";

    private static string Misformatted(string format) => $"Value does not match format \"{format}\"";
}
