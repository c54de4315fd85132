using System.Globalization;

namespace EdFi.BatchPerf.Unit.Telemetry;

/// <summary>
/// An ExportMetricsServiceRequest, decoded (https://github.com/open-telemetry/opentelemetry-proto, metrics/v1/metrics.proto).
/// </summary>
internal sealed class ExportedMetrics
{
    public ExportedMetrics(byte[] message)
    {
        var resource = Assert.Single(new WireReader(message).Messages(1));
        Resource = Attributes(Assert.Single(resource.Messages(1)), 1);
        var scope = Assert.Single(resource.Messages(2));
        Scope = Assert.Single(scope.Messages(1)).Text(1);
        Points = [.. scope.Messages(2).SelectMany(Read)];
    }

    public string Resource { get; }

    public string Scope { get; }

    public IReadOnlyList<ExportedPoint> Points { get; }

    private static IEnumerable<ExportedPoint> Read(WireReader metric)
    {
        var (name, unit, description) = (metric.Text(1), metric.Text(3), metric.Text(2));
        foreach (var point in metric.Messages(7).SelectMany(static sum => sum.Messages(1)))
        {
            Assert.True(point.Has(6), name);
            yield return new ExportedPoint(name, unit, description, Attributes(point, 7), point.Whole(6));
        }

        foreach (var point in metric.Messages(9).SelectMany(static histogram => histogram.Messages(1)))
        {
            yield return new ExportedPoint(name, unit, description, Attributes(point, 9), point.Whole(4))
            {
                Sum = point.Real(5),
                Buckets = point.Packed(6),
                Bounds = [.. point.Packed(7).Select(BitConverter.UInt64BitsToDouble)],
            };
        }

        foreach (var point in metric.Messages(10).SelectMany(static exponential => exponential.Messages(1)))
        {
            yield return new ExportedPoint(name, unit, description, Attributes(point, 1), point.Whole(4)) { Sum = point.Real(5) };
        }
    }

    private static string Attributes(WireReader holder, int number) => string.Join(
        ' ',
        holder.Messages(number).Select(static pair => $"{pair.Text(1)}={Value(Assert.Single(pair.Messages(2)))}").Order(StringComparer.Ordinal));

    private static string Value(WireReader any) => any.Has(1) ? any.Text(1)
        : any.Has(3) ? any.Whole(3).ToString(CultureInfo.InvariantCulture)
        : throw new FormatException("An attribute is neither a text nor a whole number.");
}
