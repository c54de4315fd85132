using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Files.Results;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Measuring;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Attack.Targets;

/// <summary>The files of a small run.</summary>
internal static class SampleRun
{
    private static readonly RunId Id = new(0xFEED_FACE_CAFE_BEEF);
    private static readonly DateTimeOffset Start = new(2025, 3, 4, 5, 6, 7, TimeSpan.Zero);

    /// <summary>Committed, refused because of one operation, never attempted, unknown; two request names; hard texts.</summary>
    public static IReadOnlyList<BatchResult> Results { get; } = [.. Enumerable.Range(1, 24).Select(Result)];

    /// <summary>A run's journal: as it stands while the run lasts, after its end, and when it went on.</summary>
    public static IReadOnlyList<byte[]> Journals =>
    [
        ScratchFile.WrittenBy("sample.journal", static path => { using var journal = Journal(path); }),
        ScratchFile.WrittenBy("sample.journal", static path => { using var journal = Journal(path); journal.End(TimeSpan.FromSeconds(4), StopReason.Canceled); }),
        ScratchFile.WrittenBy("sample.journal", static path =>
        {
            Journal(path).Dispose();
            using var journal = RunJournal.Continue(path);
            journal.Reserve(0, journal.LastSequence(0) + 1);
            journal.Doubt(0, journal.LastSequence(0) + 1);
            journal.Mark(TimeSpan.FromSeconds(1), [(0, journal.LastSequence(0) + 1)]);
        }),
    ];

    public static byte[] ResultsFile => ScratchFile.WrittenBy("sample.csv", static path =>
    {
        var sink = ResultCsvSink.Open(path);
        foreach (var result in Results)
        {
            sink.Write(result);
        }

        sink.DisposeAsync().AsTask().GetAwaiter().GetResult();
    });

    public static byte[] RunFile => ScratchFile.WrittenBy("sample.run.json", static path => RunJson.Write(path, Document()));

    private static RunDocument Document()
    {
        var metrics = new MetricsAccumulator(stripes: 1);
        foreach (var result in Results)
        {
            metrics.Record(result);
        }

        return new RunDocument
        {
            RunId = Id.ToString(),
            StartedAt = Start,
            EndedAt = Start.AddMinutes(1),
            MeasuredFrom = Start,
            MeasuredTo = Start.AddMinutes(1),
            StopReason = StopReason.Duration,
            Server = new Uri("https://dms.example.org/"),
            Plan = new RunPlanSummary { LoadModel = "Closed", Scenarios = ["students-batch-1"], Duration = TimeSpan.FromMinutes(1), ClientCount = 3 },
            Verdict = new VerdictReport { Verdict = RunVerdict.TooShort, Reasons = ["60 s"] },
            Totals = metrics.Totals,
            Metrics = metrics.Snapshot(),
            Ledger = metrics.LedgerRows(),
            Errors = [new DistinctError { Kind = ErrorKind.Conflict, Name = "students-batch-1", Message = "no", FirstFailedOperation = new FailedOperation { Index = 0, Op = "create" } }],
            Traces = new RunTraces { Share = 0.01, Sampled = 7, Slowest = [new BatchTrace { TraceId = new string('a', 32), Name = "students-batch-1", ResponseTimeMs = 12 }] },
        };
    }

    private static RunJournal Journal(string path)
    {
        var options = new ScenarioOptions { TripleCount = 1, PoolSize = 1, Seed = 4 };
        var plan = new RunPlan
        {
            Scenarios = [new ScenarioShare(new ScenarioFactory(new ScenarioCatalog()).Create(["students"], options)[0])],
            ClientCount = 3,
            Duration = TimeSpan.FromMinutes(5),
            Seed = 4,
        };
        var journal = RunJournal.Create(path, JournalHeader.Of(Id, new Uri("https://dms.example.org/"), plan, options, []), force: true);
        journal.Reserve(0, 1);
        journal.Reserve(1, 1);
        journal.Doubt(1, 2);
        journal.Mark(TimeSpan.FromSeconds(3), [(0, 7), (1, 8)]);
        journal.Reserve(2, 1);
        return journal;
    }

    private static BatchResult Result(int i)
    {
        var fate = i % 6 < 3 ? 0 : i % 6 - 2;
        return new BatchResult
        {
            RunId = Id.ToString(),
            Sequence = i,
            Scenario = "StudentBatchVolumeTest",
            Name = i % 4 == 0 ? "sections-batch-1" : "students-batch-1",
            Resource = i % 4 == 0 ? "sections" : "students",
            Client = i % 3,
            Phase = i < 20 ? RunPhase.Measured : RunPhase.Drain,
            ScheduledAt = Start.AddSeconds(i),
            StartedAt = Start.AddSeconds(i),
            ScheduledAfterMs = i * 1000,
            ResponseTimeMs = 10 + (i / 7.0),
            ServiceTimeMs = 10 + (i / 9.0),
            Success = fate == 0,
            StatusCode = fate switch { 0 => 200, 1 => 409, 2 => 429, _ => null },
            ErrorKind = fate switch { 0 => null, 1 => ErrorKind.Conflict, 2 => ErrorKind.Throttled, _ => ErrorKind.Timeout },
            Error = fate == 0 ? null : "Unresolved \"reference\",\r\nschool é",
            OperationCount = 3,
            OperationsCommitted = fate == 0 ? 3 : 0,
            OperationsRolledBack = fate == 1 ? 1 : 0,
            OperationsFailed = fate == 1 ? 1 : 0,
            OperationsNotAttempted = fate switch { 1 => 1, 2 => 3, _ => 0 },
            OperationsUnknown = fate == 3 ? 3 : 0,
            FailedIndex = fate == 1 ? 1 : null,
            FailedOp = fate == 1 ? "update" : null,
            FailedStatus = fate == 1 ? 409 : null,
            RequestBytes = 900,
            ResponseBytes = 300,
            Attempt = 1,
            Triples = 1,
        };
    }
}
