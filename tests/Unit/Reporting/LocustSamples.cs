using EdFi.BatchPerf.Measuring;

namespace EdFi.BatchPerf.Unit.Reporting;

/// <summary>Records batches that answer in given times, so that golden files can be worked out by hand.</summary>
internal sealed class LocustSamples
{
    private readonly MetricsAccumulator _metrics = new(stripes: 1);

    public IReadOnlyList<NameSnapshot> Names => _metrics.NameSnapshots();

    public LocustSamples Add(string name, double responseTimeMs, ErrorKind? kind = null, int responseBytes = 100)
    {
        _metrics.Record(new BatchResult
        {
            RunId = "0000000000abc",
            Scenario = "Any",
            Name = name,
            Resource = "any",
            Phase = RunPhase.Measured,
            ResponseTimeMs = responseTimeMs,
            ServiceTimeMs = responseTimeMs,
            Success = kind is null,
            ErrorKind = kind,
            OperationCount = 3,
            ResponseBytes = responseBytes,
        });
        return this;
    }
}
