using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using EdFi.BatchPerf.Simulator.Specification;

namespace EdFi.BatchPerf.Simulator.Schema;

/// <summary>Checks a document against its definition and collects its natural key and its references.</summary>
internal static class DocumentReader
{
    public static void Read(ResourceDefinition definition, JsonElement document, DocumentReading reading)
    {
        reading.Clear();
        ReadObject(definition.Fields, document, default, reading);
        UnificationCheck.Apply(reading);
        if (reading.Errors is null)
        {
            reading.CompleteKey(definition);
        }
    }

    private static void ReadObject(FieldSet fields, JsonElement value, in FieldPlace place, DocumentReading reading)
    {
        var seen = 0UL;
        var hint = 0;
        foreach (var property in value.EnumerateObject())
        {
            var position = fields.Find(JsonMarshal.GetRawUtf8PropertyName(property), hint);
            if (position < 0)
            {
                NoteId(property, place, reading);
                continue;
            }

            if (property.Value.ValueKind == JsonValueKind.Null || IsPruned(fields.Fields[position], property.Value, place))
            {
                continue;
            }

            hint = position + 1;
            if ((seen & (1UL << position)) != 0)
            {
                reading.AddError("$." + property.Name, "The property is there twice.");
                continue;
            }

            seen |= 1UL << position;
            ReadField(fields.Fields[position], property.Value, place, reading);
        }

        for (var i = 0; i < fields.Fields.Length; i++)
        {
            if (fields.Fields[i].IsRequired && (seen & (1UL << i)) == 0)
            {
                var name = fields.Fields[i].Name;
                reading.AddError(place.PathOfMissing(name), name + " is required.");
            }
        }
    }

    private static void NoteId(JsonProperty property, in FieldPlace place, DocumentReading reading)
    {
        if (place == default && Ascii.EqualsIgnoreCase(JsonMarshal.GetRawUtf8PropertyName(property), "id"u8))
        {
            reading.Id = property.Value;
        }
    }

    /// <summary>A DMS takes a list at the top for missing that has no items, or only empty ones.</summary>
    private static bool IsPruned(Field field, JsonElement value, in FieldPlace place)
    {
        if (field.Kind != FieldKind.List || value.ValueKind != JsonValueKind.Array || place != default)
        {
            return false;
        }

        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object || item.EnumerateObject().MoveNext())
            {
                return false;
            }
        }

        return true;
    }

    private static void ReadField(Field field, JsonElement value, in FieldPlace place, DocumentReading reading)
    {
        var wrong = ValueCheck.Complaint(field, value);
        if (wrong is not null)
        {
            // A DMS names the property alone, wherever it lies.
            reading.AddError("$." + field.Name, field.Name + " " + wrong);
            return;
        }

        if (field.KeyPart >= 0)
        {
            reading.KeyParts[field.KeyPart] = value;
        }

        if (field.Group >= 0)
        {
            reading.Unified.Add(new(field, value));
        }

        switch (field.Kind)
        {
            case FieldKind.Descriptor:
                var start = reading.Text.Length;
                reading.Text.Append(value);
                reading.References.Add(new(field, new(start, reading.Text.Length - start), place));
                break;
            case FieldKind.Reference:
                ReadReference(field, value, place, reading);
                break;
            case FieldKind.Object:
                ReadObject(field.Children, value, place.In(field), reading);
                break;
            case FieldKind.List:
                ReadList(field, value, place, reading);
                break;
        }
    }

    private static void ReadReference(Field field, JsonElement value, in FieldPlace place, DocumentReading reading)
    {
        ReadObject(field.Children, value, place.In(field), reading);
        var parts = field.KeyOrder;
        var start = reading.Text.Length;
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0)
            {
                reading.Text.Append('\u001F');
            }

            value.TryGetProperty(parts[i].Utf8Name, out var part);
            reading.Text.Append(part);
        }

        reading.References.Add(new(field, new(start, reading.Text.Length - start), place));
    }

    private static void ReadList(Field field, JsonElement value, in FieldPlace place, DocumentReading reading)
    {
        var index = 0;
        var outer = place == default ? null : new OuterPlace(place);
        foreach (var item in value.EnumerateArray())
        {
            var itemPlace = new FieldPlace(field, index++, null, outer);
            if (item.ValueKind == JsonValueKind.Object)
            {
                ReadObject(field.Children, item, itemPlace, reading);
            }
            else
            {
                var at = itemPlace.PathOfMissing("")[..^1];
                reading.AddError(at, $"{at[2..]} Value is \"{ValueCheck.TypeOf(item)}\" but should be \"object\"");
            }
        }

        if (index == 0 && field.NeedsItem)
        {
            reading.AddError("$." + field.Name, field.Name + " Value should have at least 1 items");
        }
    }
}
