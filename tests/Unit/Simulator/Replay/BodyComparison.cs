using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdFi.BatchPerf.Unit.Simulator.Replay;

/// <summary>Compares bodies: same keys in the same order, same types, same values except those that differ from run to run.</summary>
public sealed class BodyComparison(Recall recall)
{
    private static readonly string[] Remembered = ["id", "_etag", "documentId"];
    private static readonly string[] Volatile = ["correlationId", "traceId", "access_token", "_lastModifiedDate"];
    private readonly List<string> _differences = [];

    public static IReadOnlyList<string> Compare(Recall recall, JsonNode? recorded, JsonNode? now)
    {
        var comparison = new BodyComparison(recall);
        comparison.Compare("$", recorded, now);
        return comparison._differences;
    }

    private void Compare(string path, JsonNode? recorded, JsonNode? now)
    {
        if (recorded?.GetValueKind() != now?.GetValueKind())
        {
            Differ(path, recorded, now);
            return;
        }

        switch (recorded)
        {
            case JsonObject expected:
                CompareObjects(path, expected, now!.AsObject());
                break;
            case JsonArray expected:
                CompareArrays(path, expected, now!.AsArray());
                break;
            case JsonValue expected when expected.GetValueKind() == JsonValueKind.String:
                CompareStrings(path, (string)expected!, (string)now!);
                break;
            case not null when recorded.ToJsonString() != now!.ToJsonString():
                Differ(path, recorded, now);
                break;
        }
    }

    private void CompareObjects(string path, JsonObject recorded, JsonObject now)
    {
        // The order of validation errors is that of a hash table in a real server.
        var isOrdered = !path.EndsWith("validationErrors", StringComparison.Ordinal);
        var expected = recorded.Select(pair => pair.Key);
        var actual = now.Select(pair => pair.Key);
        if (!(isOrdered ? expected.SequenceEqual(actual) : expected.Order(StringComparer.Ordinal).SequenceEqual(actual.Order(StringComparer.Ordinal))))
        {
            _differences.Add($"{path}: recorded keys {string.Join(",", expected)}, now {string.Join(",", actual)}");
            return;
        }

        foreach (var (name, value) in recorded)
        {
            CompareMember($"{path}.{name}", name, value, now[name]);
        }
    }

    private void CompareMember(string path, string name, JsonNode? recorded, JsonNode? now)
    {
        if (Remembered.Contains(name))
        {
            if (!recall.Learn((string)recorded!, (string)now!))
            {
                Differ(path, recorded, now);
            }
        }
        else if (!Volatile.Contains(name) || recorded?.GetValueKind() != now?.GetValueKind())
        {
            Compare(path, recorded, now);
        }
    }

    private void CompareArrays(string path, JsonArray recorded, JsonArray now)
    {
        if (recorded.Count != now.Count)
        {
            _differences.Add($"{path}: recorded {recorded.Count} elements, now {now.Count}");
            return;
        }

        for (var i = 0; i < recorded.Count; i++)
        {
            Compare($"{path}[{i}]", recorded[i], now[i]);
        }
    }

    private void CompareStrings(string path, string recorded, string now)
    {
        if (recorded.StartsWith("{\"", StringComparison.Ordinal))
        {
            Compare(path + "→", JsonNode.Parse(recorded), JsonNode.Parse(now));
        }
        else if (recorded.StartsWith("http://127.0.0.1:", StringComparison.Ordinal)
            ? new Uri(recorded).AbsolutePath != new Uri(now).AbsolutePath
            : recorded != now)
        {
            Differ(path, recorded, now);
        }
    }

    private void Differ(string path, JsonNode? recorded, JsonNode? now) => _differences.Add($"{path}: recorded {recorded?.ToJsonString()}, now {now?.ToJsonString()}");
}
