using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace EdFi.BatchPerf.Simulator.Schema;

/// <summary>Checks one value for type, length and format, in the words of a DMS.</summary>
internal static class ValueCheck
{
    /// <summary>What is wrong with the value, or null.</summary>
    public static string? Complaint(Field field, JsonElement value) => field.Kind switch
    {
        FieldKind.Text or FieldKind.Descriptor =>
            value.ValueKind != JsonValueKind.String ? Mistyped(value, "string")
            : value.ValueEquals(""u8) ? "Value should be at least 1 characters"
            : TooLong(field, value),
        FieldKind.Integer => IsInteger(value) ? null : Mistyped(value, "integer"),
        FieldKind.Number => value.ValueKind == JsonValueKind.Number ? null : Mistyped(value, "number"),
        FieldKind.Boolean => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : Mistyped(value, "boolean"),
        FieldKind.Date => value.ValueKind != JsonValueKind.String ? Mistyped(value, "string") : IsDate(value) ? null : Misformatted("date"),
        FieldKind.Time => value.ValueKind != JsonValueKind.String ? Mistyped(value, "string") : IsTime(value) ? null : Misformatted("time"),
        FieldKind.Reference => value.ValueKind == JsonValueKind.Object ? null : Mistyped(value, "object"),
        _ => value.ValueKind == JsonValueKind.Array ? null : Mistyped(value, "array"),
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

    private static string? TooLong(Field field, JsonElement value) =>
        JsonMarshal.GetRawUtf8Value(value).Length - 2 > field.MaxLength && value.GetString()!.Length > field.MaxLength
            ? string.Create(CultureInfo.InvariantCulture, $"Value should be at most {field.MaxLength} characters")
            : null;

    private static string Mistyped(JsonElement value, string expected) => $"Value is \"{TypeOf(value)}\" but should be \"{expected}\"";

    private static string Misformatted(string format) => $"Value does not match format \"{format}\"";
}
