namespace EdFi.BatchPerf.Bench.Measuring;

/// <summary>Samples of which exact percentiles are wanted.</summary>
internal sealed class Sorted
{
    private readonly double[] _values;

    private Sorted(double[] values) => _values = values;

    public static Sorted Of(IEnumerable<double> values) => new([.. values.Order()]);

    /// <summary>The percentile by nearest rank.</summary>
    public double At(double percentile) =>
        _values.Length == 0 ? double.NaN : _values[Math.Max(0, (int)Math.Ceiling(percentile / 100 * _values.Length) - 1)];
}
