using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdFi.BatchPerf.Files.Journals;

/// <summary>Reads and writes a share of a plan as text, <c>2/8</c>; a text that is not a share is refused.</summary>
internal sealed class SegmentJson : JsonConverter<Segment>
{
    /// <inheritdoc/>
    public override Segment Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return Segment.Parse(reader.GetString() ?? "");
        }
        catch (BatchPerfException problem)
        {
            throw new JsonException(problem.Message, problem);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Segment value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
