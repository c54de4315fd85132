using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdFi.BatchPerf;

/// <summary>Writes a secret to JSON as asterisks.</summary>
internal sealed class HiddenText : JsonConverter<string>
{
    /// <inheritdoc/>
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue("***");
}
