using System.Reflection;
using CsCheck;
using EdFi.BatchPerf.Files.Results;

namespace EdFi.BatchPerf.Unit.Reporting;

public sealed class ResultCsvRoundTripTests : IDisposable
{
    // An empty text and none are one and the same in CSV.
    private static readonly Gen<string?> Text = Texts.Any.Select(static t => t.Length == 0 ? null : t);

    private static readonly Gen<double> Ms = Gen.Select(Gen.Double[0, 1], Gen.Int[-4, 9], static (number, power) => number * Math.Pow(10, power));

    private static readonly Gen<DateTimeOffset> Time = Gen.Select(
        Gen.DateTime[new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Unspecified), new DateTime(2100, 1, 1, 0, 0, 0, DateTimeKind.Unspecified)],
        Gen.Int[-12 * 60, 14 * 60],
        static (time, minutes) => new DateTimeOffset(time, TimeSpan.FromMinutes(minutes)));

    private static readonly Gen<BatchResult> Result = Gen.Select(
        Gen.Select(Text, Text, Text, Text, Text, Text, Text),
        Gen.Select(Time, Time, Ms, Ms, Ms),
        Gen.Select(Gen.Long[0, long.MaxValue], Gen.Int[0, 100_000], Gen.Int[1, 100], Gen.Int[0, 100], Gen.Int[0, 100], Gen.Long[0, long.MaxValue], Gen.Int[1, 101]),
        Gen.Select(Gen.OneOf(Enum.GetValues<TestType>()), Gen.OneOf(Enum.GetValues<RunPhase>()), Gen.OneOf(Enum.GetValues<ErrorKind>()), Gen.Int[0, 3]),
        Make);

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Results_come_back_whatever_texts_and_numbers_they_hold()
    {
        var path = _directory.File("results.csv");
        Generated.Each(Result.Array[1, 6], results =>
        {
            Write(path, results);

            var reader = new ResultCsvReader(path);
            var read = reader.Read().ToArray();

            Assert.False(reader.Truncated);
            Assert.Equal(results.Length, read.Length);
            foreach (var property in typeof(BatchResult).GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                Assert.Equal(results.Select(property.GetValue), read.Select(property.GetValue));
            }
        }, tries: 100);
    }

    private static void Write(string path, BatchResult[] results)
    {
        var sink = ResultCsvSink.Open(path, force: true);
        Array.ForEach(results, sink.Write);
        sink.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    /// <summary>A result whose ledger adds up: committed, refused because of one operation, never attempted, or unknown.</summary>
    private static BatchResult Make(
        (string? Scenario, string? Error, string? Correlation, string? Op, string? Type, string? Title, string? Detail) texts,
        (DateTimeOffset Scheduled, DateTimeOffset Started, double After, double Response, double Service) times,
        (long Sequence, int Client, int Count, int Failed, int Triples, long Bytes, int Attempt) numbers,
        (TestType Type, RunPhase Phase, ErrorKind Kind, int Fate) kinds)
    {
        var failed = numbers.Failed % numbers.Count;
        var culprit = kinds.Fate == 1;
        return new BatchResult
        {
            RunId = "0000000000abc",
            Sequence = numbers.Sequence,
            TestType = kinds.Type,
            Scenario = texts.Scenario ?? "",
            Name = "n" + texts.Scenario, // a row without a name is refused
            Resource = texts.Op ?? "",
            Client = numbers.Client,
            Phase = kinds.Phase,
            ScheduledAt = times.Scheduled,
            StartedAt = times.Started,
            ScheduledAfterMs = times.After,
            ResponseTimeMs = times.Response,
            ServiceTimeMs = times.Service,
            Success = kinds.Fate == 0,
            StatusCode = kinds.Fate switch { 0 => 200, 3 => null, _ => 409 },
            ErrorKind = kinds.Fate == 0 ? null : kinds.Kind,
            Error = kinds.Fate == 0 ? null : texts.Error ?? "x",
            CorrelationId = texts.Correlation,
            OperationCount = numbers.Count,
            OperationsCommitted = kinds.Fate == 0 ? numbers.Count : 0,
            OperationsRolledBack = culprit ? failed : 0,
            OperationsFailed = culprit ? 1 : 0,
            OperationsNotAttempted = culprit ? numbers.Count - failed - 1 : kinds.Fate == 2 ? numbers.Count : 0,
            OperationsUnknown = kinds.Fate == 3 ? numbers.Count : 0,
            FailedIndex = culprit ? failed : null,
            FailedOp = culprit ? texts.Op : null,
            FailedResource = culprit ? texts.Scenario : null,
            FailedStatus = culprit ? 409 : null,
            FailedType = culprit ? texts.Type : null,
            FailedTitle = culprit ? texts.Title : null,
            FailedDetail = culprit ? texts.Detail : null,
            RequestBytes = numbers.Bytes & 0xFF_FFFF_FFFF,
            ResponseBytes = numbers.Bytes & 0xFF_FFFF_FFFF,
            Attempt = numbers.Attempt,
            EarlierOperationsRolledBack = (numbers.Attempt - 1) * failed,
            EarlierOperationsFailed = numbers.Attempt - 1,
            EarlierOperationsNotAttempted = (numbers.Attempt - 1) * (numbers.Count - failed - 1),
            Triples = numbers.Triples,
        };
    }
}
