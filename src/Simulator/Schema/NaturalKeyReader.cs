using System.Text.Json;
using EdFi.BatchPerf.Simulator.Specification;

namespace EdFi.BatchPerf.Simulator.Schema;

/// <summary>Reads the natural key of an operation, flat by the names of its values or nested as in the document.</summary>
internal static class NaturalKeyReader
{
    /// <summary>Puts the key into the reading; returns the problem, or null.</summary>
    public static string? Read(ResourceDefinition definition, JsonElement naturalKey, DocumentReading reading)
    {
        reading.Clear();
        if (definition.IsDescriptor)
        {
            // What a real server says (09d): it does not find the identity of descriptors.
            return "Object reference not set to an instance of an object.";
        }

        foreach (var property in naturalKey.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Object)
            {
                TakeNested(definition, property, reading);
            }
            else
            {
                TakeFlat(definition, property, reading);
            }
        }

        for (var i = 0; i < definition.KeyParts.Length; i++)
        {
            if (reading.KeyParts[i].ValueKind
                is JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Object or JsonValueKind.Array)
            {
                return $"'{definition.KeyParts[i].Name}' is required.";
            }
        }

        reading.CompleteKey(definition);
        return null;
    }

    /// <summary>A name that occurs twice in the identity gives both values.</summary>
    private static void TakeFlat(ResourceDefinition definition, JsonProperty property, DocumentReading reading)
    {
        for (var i = 0; i < definition.KeyParts.Length; i++)
        {
            if (property.NameEquals(definition.KeyParts[i].Name))
            {
                reading.KeyParts[i] = property.Value;
            }
        }
    }

    private static void TakeNested(ResourceDefinition definition, JsonProperty property, DocumentReading reading)
    {
        foreach (var field in definition.Fields.Fields)
        {
            if (field.Kind != FieldKind.Reference || !property.NameEquals(field.Utf8Name))
            {
                continue;
            }

            foreach (var child in field.Children.Fields)
            {
                if (child.KeyPart >= 0 && property.Value.TryGetProperty(child.Utf8Name, out var value))
                {
                    reading.KeyParts[child.KeyPart] = value;
                }
            }
        }
    }
}
