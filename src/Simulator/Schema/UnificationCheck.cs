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
            var first = 0;
            while (values[first].Field.Group != values[i].Field.Group)
            {
                first++;
            }

            if (!JsonMarshal.GetRawUtf8Value(values[i].Value).SequenceEqual(JsonMarshal.GetRawUtf8Value(values[first].Value)))
            {
                Complain(reading);
                return;
            }
        }
    }

    private static void Complain(DocumentReading reading)
    {
        foreach (var group in reading.Unified.GroupBy(static value => value.Field.Group))
        {
            var conflicting = group.Select(static value => value.Value.ToString())
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Select(static value => $"'{value}'")
                .ToList();
            if (conflicting.Count < 2)
            {
                continue;
            }

            var message = $"All values supplied for '{group.First().Field.Name}' must match. Review all references (including those "
                + $"higher up in the resource's data) and align the following conflicting values: {string.Join(", ", conflicting)}";
            foreach (var path in group.Select(static value => value.Field.Path).Distinct(StringComparer.Ordinal))
            {
                reading.AddError(path, message);
            }
        }
    }
}
