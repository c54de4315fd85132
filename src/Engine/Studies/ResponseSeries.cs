namespace EdFi.BatchPerf.Studies;

/// <summary>The response times of a run by when their batches were due, to see whether they rose.</summary>
internal sealed class ResponseSeries
{
    private const int Parts = 10;
    private readonly List<(DateTimeOffset Due, float Ms)> _times = [];

    public void Add(BatchResult result) => _times.Add((result.ScheduledAt, (float)result.ResponseTimeMs));

    /// <summary>Medians of ten equal parts of a window; parts without a batch are left out. Only after the run's end.</summary>
    public IReadOnlyList<double> Medians(DateTimeOffset from, DateTimeOffset to)
    {
        var parts = Enumerable.Range(0, Parts).Select(static _ => new List<float>()).ToList();
        foreach (var (due, ms) in _times.Where(t => t.Due >= from && t.Due < to))
        {
            parts[(int)(Parts * ((due - from) / (to - from)))].Add(ms);
        }

        return [.. parts.Where(static p => p.Count > 0).Select(static p => (double)p.Order().ElementAt(p.Count / 2))];
    }
}
