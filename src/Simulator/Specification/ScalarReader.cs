using System.Text.Json;

namespace EdFi.BatchPerf.Simulator.Specification;

/// <summary>Reads the type, the format and the bounds of a single value.</summary>
internal static class ScalarReader
{
    private const string Descriptor = "Descriptor";

    public static ApiProperty Read(string name, JsonElement schema, string type)
    {
        var format = schema.TryGetProperty("format", out var given) ? given.ToString() : "";
        return new(name, KindOf(name, type, format))
        {
            MinLength = Math.Max(1, Whole(schema, "minLength") ?? 1),
            MaxLength = Whole(schema, "maxLength") ?? int.MaxValue,
            Minimum = Number(schema, "minimum") ?? (format == "int32" ? int.MinValue : null),
            Maximum = Number(schema, "maximum") ?? (format == "int32" ? int.MaxValue : null),
            Pattern = schema.TryGetProperty("pattern", out var pattern) ? pattern.ToString() : null,
        };
    }

    private static FieldKind KindOf(string name, string type, string format) => (type, format) switch
    {
        ("integer", _) => FieldKind.Integer,
        ("number", _) => FieldKind.Number,
        ("boolean", _) => FieldKind.Boolean,
        (_, "date") => FieldKind.Date,
        (_, "time") => FieldKind.Time,
        (_, "date-time") => FieldKind.DateTime,
        _ => name.EndsWith(Descriptor, StringComparison.Ordinal) && name.Length > Descriptor.Length ? FieldKind.Descriptor : FieldKind.Text,
    };

    private static int? Whole(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            ? number
            : null;

    private static double? Number(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
