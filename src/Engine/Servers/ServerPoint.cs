namespace EdFi.BatchPerf.Servers;

/// <summary>All figures of one source over one interval; a figure that could not be told is missing.</summary>
internal sealed record ServerPoint(double Start, double Width, IReadOnlyDictionary<string, double> Values)
{
    /// <summary>This interval and the one that follows it as one: means, weighted by length.</summary>
    public ServerPoint Merge(ServerPoint next)
    {
        var values = new Dictionary<string, double>(Values, StringComparer.Ordinal);
        foreach (var (name, value) in next.Values)
        {
            values[name] = Values.TryGetValue(name, out var own) && Width + next.Width > 0
                ? ((own * Width) + (value * next.Width)) / (Width + next.Width)
                : value;
        }

        return new ServerPoint(Start, next.Start + next.Width - Start, values);
    }
}
