namespace EdFi.BatchPerf.Questions.Capacity;

/// <summary>The response times of a run by when their batches were due, to see whether they rose.</summary>
internal sealed class ResponseSeries
{
    private const int Parts = 10;
    private const int FewestBatches = 3 * Parts;
    private readonly List<(DateTimeOffset Due, float Ms)> _times = [];

    public void Add(DateTimeOffset due, double milliseconds) => _times.Add((due, (float)milliseconds));

    /// <summary>
    /// Medians of ten equal parts of a window; parts without a batch are left out, and with fewer than 30 batches there are none. Only
    /// after the run's end.
    /// </summary>
    public IReadOnlyList<double> Medians(DateTimeOffset from, DateTimeOffset to)
    {
        var due = _times.Where(t => t.Due >= from && t.Due < to).ToList();
        if (due.Count < FewestBatches)
        {
            return [];
        }

        var parts = Enumerable.Range(0, Parts).Select(static _ => new List<float>()).ToList();
        foreach (var (moment, ms) in due)
        {
            parts[(int)(Parts * ((moment - from) / (to - from)))].Add(ms);
        }

        return [.. parts.Where(static p => p.Count > 0).Select(static p => (double)p.Order().ElementAt(p.Count / 2))];
    }
}
