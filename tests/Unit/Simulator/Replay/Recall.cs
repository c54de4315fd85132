namespace EdFi.BatchPerf.Unit.Simulator.Replay;

/// <summary>What recorded ids and ETags have become in this run: equal ones must stay equal, and later requests use the new ones.</summary>
public sealed class Recall
{
    private readonly Dictionary<string, string> _now = new(StringComparer.Ordinal);

    /// <summary>Learns a pair; false if the recorded value had become something else before.</summary>
    public bool Learn(string recorded, string now)
    {
        if (_now.TryGetValue(recorded, out var known))
        {
            return known == now;
        }

        _now.Add(recorded, now);
        return true;
    }

    public string Translate(string text) => _now.Aggregate(text, (result, pair) => result.Replace(pair.Key, pair.Value, StringComparison.Ordinal));
}
