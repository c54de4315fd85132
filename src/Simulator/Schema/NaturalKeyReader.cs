using System.Text.Json;

namespace EdFi.BatchPerf.Simulator.Schema;

/// <summary>Reads the natural key of an operation, flat by leaf names or nested as in the document.</summary>
internal static class NaturalKeyReader
{
    /// <summary>Puts the key into the reading; the answer is what is wrong, or null.</summary>
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
            if (property.Value.ValueKind != JsonValueKind.Object)
            {
                Take(definition, property, reading);
                continue;
            }

            foreach (var part in property.Value.EnumerateObject())
            {
                Take(definition, part, reading);
            }
        }

        for (var i = 0; i < definition.KeyNames.Length; i++)
        {
            if (reading.KeyParts[i].ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
            {
                return $"'{definition.KeyNames[i]}' is required.";
            }
        }

        reading.CompleteKey(definition);
        return null;
    }

    private static void Take(ResourceDefinition definition, JsonProperty property, DocumentReading reading)
    {
        for (var i = 0; i < definition.KeyNames.Length; i++)
        {
            if (property.NameEquals(definition.KeyNames[i]))
            {
                reading.KeyParts[i] = property.Value;
                return;
            }
        }
    }
}
