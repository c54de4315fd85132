namespace EdFi.BatchPerf.Simulator.Counting;

/// <summary>Keeps the last million server-side times, so that its memory stays bounded.</summary>
internal sealed class HoldLog
{
    private const int Capacity = 1 << 20;
    private readonly Lock _gate = new();
    private float[] _times = new float[1024];
    private long _count;

    public void Add(double milliseconds)
    {
        lock (_gate)
        {
            var position = (int)(_count++ % Capacity);
            if (position == _times.Length)
            {
                Array.Resize(ref _times, _times.Length * 2);
            }

            _times[position] = (float)milliseconds;
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _count = 0;
            _times = new float[1024];
        }
    }

    public HoldSummary Summarise(bool withAll)
    {
        float[] times;
        long count;
        lock (_gate)
        {
            count = _count;
            times = _times[..(int)Math.Min(count, _times.Length)];
        }

        var sorted = times.Order().ToArray();
        return new(count, Percentile(sorted, 0.50), Percentile(sorted, 0.99), withAll ? times : null);
    }

    private static double Percentile(float[] sorted, double share) =>
        sorted.Length == 0 ? 0 : sorted[Math.Max(0, (int)Math.Ceiling(sorted.Length * share) - 1)];
}
