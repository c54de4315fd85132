using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using System.Text.Json;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Writes what PowerShell calls an object, a hashtable or a list as JSON; text is taken to be JSON already.</summary>
internal static class JsonText
{
    private const int MaxDepth = 32;
    private static readonly JsonWriterOptions Options =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="BatchPerfException">A text is not JSON, or the nesting has no end.</exception>
    public static string From(object value, string what)
    {
        if (Base(value) is string text)
        {
            return Checked(text, what);
        }

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            Write(writer, value, what, 0);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static string Checked(string text, string what)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return text;
        }
        catch (JsonException exception)
        {
            throw new BatchPerfException(
                "InvalidJson",
                ProblemKind.InvalidInput,
                $"{what} is not JSON (line {exception.LineNumber + 1}): {exception.Message}",
                "Give a JSON text, a hashtable or an object.",
                exception);
        }
    }

    private static void Write(Utf8JsonWriter writer, object? value, string what, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new BatchPerfException(
                "InvalidJson",
                ProblemKind.InvalidInput,
                $"{what} is nested more than {MaxDepth} levels deep.",
                "Give plain data: hashtables, lists, texts, numbers.");
        }

        switch (Base(value))
        {
            case null:
                writer.WriteNullValue();
                break;
            case string or char or Guid or Uri or Enum or TimeSpan:
                writer.WriteStringValue(Convert.ToString(Base(value), CultureInfo.InvariantCulture));
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case DateTime date:
                writer.WriteStringValue(
                    date.TimeOfDay == TimeSpan.Zero
                        ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                        : date.ToString("o", CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset date:
                writer.WriteStringValue(date.ToString("o", CultureInfo.InvariantCulture));
                break;
            case JsonElement element:
                element.WriteTo(writer);
                break;
            case double.NaN or double.PositiveInfinity or double.NegativeInfinity or float.NaN or float.PositiveInfinity
                or float.NegativeInfinity:
                throw new BatchPerfException(
                    "InvalidJson",
                    ProblemKind.InvalidInput,
                    $"{what} holds {Convert.ToString(Base(value), CultureInfo.InvariantCulture)}, which JSON cannot say.",
                    "Give finite numbers.");
            case IFormattable number and (sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal
                or System.Numerics.BigInteger):
                writer.WriteRawValue(number.ToString(null, CultureInfo.InvariantCulture));
                break;
            case IDictionary map:
                WriteMap(writer, map, what, depth);
                break;
            case IEnumerable list:
                writer.WriteStartArray();
                foreach (var item in list)
                {
                    Write(writer, item, what, depth + 1);
                }

                writer.WriteEndArray();
                break;
            default:
                WriteObject(writer, PSObject.AsPSObject(value), what, depth);
                break;
        }
    }

    private static void WriteMap(Utf8JsonWriter writer, IDictionary map, string what, int depth)
    {
        writer.WriteStartObject();
        foreach (DictionaryEntry entry in map)
        {
            writer.WritePropertyName(Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "");
            Write(writer, entry.Value, what, depth + 1);
        }

        writer.WriteEndObject();
    }

    private static void WriteObject(Utf8JsonWriter writer, PSObject value, string what, int depth)
    {
        writer.WriteStartObject();
        foreach (var property in value.Properties.Where(static p => p.IsGettable))
        {
            writer.WritePropertyName(property.Name);
            Write(writer, property.Value, what, depth + 1);
        }

        writer.WriteEndObject();
    }

    /// <summary>A custom object's properties are on its wrapper; every other object is unwrapped.</summary>
    private static object? Base(object? value) =>
        value is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : value;
}
