using BenchmarkDotNet.Attributes;
using EdFi.BatchPerf.Batches;
using EdFi.BatchPerf.Bench.Generators;
using EdFi.BatchPerf.Bench.Sink;
using EdFi.BatchPerf.Histograms;
using EdFi.BatchPerf.Measuring;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Bench.Micro;

/// <summary>What a batch costs beside HTTP, piece by piece.</summary>
[MemoryDiagnoser]
public class HotPath : IDisposable
{
    private readonly IScenario _scenario = FixedBody.Scenario();
    private readonly BodyBuffer _body = new();
    private readonly RunId _run = RunId.New();
    private readonly LatencyHistogram _histogram = new();
    private readonly MetricsAccumulator _metrics = new();
    private readonly byte[] _answer = SinkAnswers.Body(triples: 10);
    private readonly BatchResult _result = new()
    {
        RunId = "0000000000000", Scenario = GeneratorSet.Scenario, Name = "students-batch-10", Resource = "students",
        Phase = RunPhase.Measured,
        ResponseTimeMs = 1.234, ServiceTimeMs = 1.234, Success = true, StatusCode = 200, OperationCount = 30, OperationsCommitted = 30,
    };

    private long _sequence;

    /// <summary>Ten triples with keys of their own, 10.9 KB.</summary>
    [Benchmark]
    public int BuildDocuments()
    {
        _body.Clear();
        _scenario.Write(_body, new BatchKey(_run, 1, ++_sequence), poisoned: false);
        return _body.Length;
    }

    /// <summary>Thirty outcomes held against what was sent, 3.6 KB.</summary>
    [Benchmark]
    public bool ReadAnswer() => AnswerReader.Read(200, _answer, _scenario.Shape, keepIds: false).ErrorKind is null;

    /// <summary>One latency into a histogram.</summary>
    [Benchmark]
    public void RecordLatency() => _histogram.Record(1_000 + (++_sequence & 0xFFF));

    /// <summary>One result into everything that is counted of it.</summary>
    [Benchmark]
    public void RecordResult() => _metrics.Record(_result, _scenario.Shape, 1.0);

    /// <inheritdoc/>
    [GlobalCleanup]
    public void Dispose()
    {
        _body.Dispose();
        GC.SuppressFinalize(this);
    }
}
