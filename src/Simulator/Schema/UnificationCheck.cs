using System.Runtime.InteropServices;

namespace EdFi.BatchPerf.Simulator.Schema;

/// <summary>Values that name the same thing in several references of a document must be equal.</summary>
internal static class UnificationCheck
{
    public static void Apply(DocumentReading reading)
    {
        var values = reading.Unified;
        for (var i = 1; i < values.Count; i++)
        {
            if (!JsonMarshal.GetRawUtf8Value(values[i].Value).SequenceEqual(JsonMarshal.GetRawUtf8Value(values[0].Value)))
            {
                Complain(reading);
                return;
            }
        }
    }

    private static void Complain(DocumentReading reading)
    {
        var name = reading.Unified[0].Field.Name;
        var conflicting = reading.Unified.Select(value => value.Value.ToString())
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        var message = $"All values supplied for '{name}' must match. Review all references (including those higher up in the "
            + "resource's data) "
            + $"and align the following conflicting values: {string.Join(", ", conflicting.Select(value => $"'{value}'"))}";
        foreach (var path in reading.Unified.Select(value => value.Field.Path).Distinct(StringComparer.Ordinal))
        {
            reading.AddError(path, message);
        }
    }
}
