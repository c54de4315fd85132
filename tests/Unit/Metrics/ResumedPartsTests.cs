using EdFi.BatchPerf.Cmdlets;
using EdFi.BatchPerf.Files.Results;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Measuring;
using EdFi.BatchPerf.Questions.Thresholds;

namespace EdFi.BatchPerf.Unit.Metrics;

/// <summary>A run that was resumed has parts under one id, each with a start and a measured window of its own.</summary>
public sealed class ResumedPartsTests : IDisposable
{
    private const string Id = "run0000000001";
    private static readonly DateTimeOffset First = new(2026, 3, 1, 12, 0, 0, 250, TimeSpan.Zero);
    private static readonly DateTimeOffset Second = First.AddMinutes(5);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("batchperf-parts-");

    /// <summary>Whether the run itself was noted, and which part comes first.</summary>
    public static TheoryData<bool, bool> Orders => new() { { true, true }, { true, false }, { false, true }, { false, false } };

    [Theory]
    [MemberData(nameof(Orders))]
    public void Each_part_of_a_resumed_run_is_held_by_its_own_measured_window(bool told, bool secondFirst)
    {
        var timeline = new MeasuredTimeline(TimeSpan.FromSeconds(2));
        if (told)
        {
            timeline.Note(Id, First, First, First.AddSeconds(6));
            timeline.Note(Id, Second, Second.AddSeconds(3), Second.AddSeconds(7));
        }

        List<BatchResult> results = [.. Part(First, 0, 6, told ? null : Told(First, 0, 6)), .. Part(Second, 3, 7, told ? null : Told(Second, 3, 7))];
        if (secondFirst)
        {
            results.Reverse();
        }

        results.ForEach(timeline.Record);

        Assert.Equal(
            [(First, 0.0, 4), (First, 2, 4), (First, 4, 4), (Second, 3, 4), (Second, 5, 4)],
            Windows(timeline.Windows()).OrderBy(static w => w.Start).ThenBy(static w => w.Seconds));
    }

    [Fact]
    public async Task Parts_in_one_file_beside_the_document_of_one_are_told_apart()
    {
        var path = await WriteAsync([.. Part(First, 0, 6), .. Part(Second, 3, 7)]);
        RunJson.Write(RunJson.PathBeside(path), Document(Second, 3, 7));

        var subject = MetricsFile.Subject(path);
        var windows = Windows(subject.Windows(TimeSpan.FromSeconds(2))).Where(static w => w.Start == Second).ToList();
        var all = subject.Rows[^1];

        Assert.Equal([(Second, 3, 4), (Second, 5, 4)], windows);
        Assert.Equal((20, RunVerdict.NotKnown), (all.Requests, all.Verdict));

        // first to last measured batch of each part, and none of the time between them
        Assert.Equal(5.51 + 3.51, all.WindowSeconds, 3);
    }

    [Fact]
    public void A_comparison_looks_at_the_part_that_its_document_tells_of()
    {
        var timeline = new MetricsTimeline(TimeSpan.FromSeconds(1));
        foreach (var result in Part(First, 0, 6).Concat(Part(Second, 3, 7)))
        {
            timeline.Record(result);
        }

        Assert.Equal([2, 2, 2, 2, 2, 2, 2], timeline.Points(Id, First).Select(static p => p.Batches));
        Assert.Equal([2, 2, 2, 2, 2, 2, 2, 2], timeline.Points(Id, Second).Select(static p => p.Batches));
        Assert.Empty(timeline.Points(Id, Second.AddHours(1)));
    }

    [Fact]
    public void Metrics_of_piped_parts_take_the_windows_of_both_and_the_verdict_of_none()
    {
        var runs = new RunLookup();
        var news = Part(First, 0, 6, Told(First, 0, 6)).Concat(Part(Second, 3, 7, Told(Second, 3, 7))).Count(runs.Note);

        Assert.Equal(2, news);
        Assert.Equal((First, TimeSpan.FromSeconds(10), RunVerdict.NotKnown), (runs.Window!.Start, runs.Window.Duration, runs.Verdict));
        Assert.Equal((null, null), runs.Bounds);
    }

    [Fact]
    public void Metrics_of_a_part_without_a_document_are_made_of_its_results()
    {
        var runs = new RunLookup();
        runs.Note(Document(Second, 3, 7));
        foreach (var result in Part(First, 0, 6).Concat(Part(Second, 3, 7)))
        {
            runs.Note(result);
        }

        Assert.Equal((null, RunVerdict.NotKnown), (runs.Window, runs.Verdict));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static List<(DateTimeOffset Start, double Seconds, long Requests)> Windows(IEnumerable<BatchIntervalMetrics> windows) =>
    [
        .. windows.Where(static w => w.Name == BatchMetrics.AggregatedName)
            .Select(static w => (w.StartsAt.AddSeconds(-w.StartSeconds), w.StartSeconds, w.Requests)),
    ];

    private static RunFacts Told(DateTimeOffset start, double from, double to) =>
        new(start.AddSeconds(from), start.AddSeconds(to), RunVerdict.Valid);

    /// <summary>Two batches a second from the start of the part to a second after its window.</summary>
    private static IEnumerable<BatchResult> Part(DateTimeOffset start, double from, double to, RunFacts? facts = null)
    {
        for (var after = 0.0; after < to + 1; after += 0.5)
        {
            var result = new BatchResult
            {
                RunId = Id,
                Name = "students-batch-1",
                Scenario = "students",
                Resource = "students",
                Phase = after < from || after >= to ? RunPhase.WarmUp : RunPhase.Measured,
                ScheduledAt = start.AddSeconds(after),
                StartedAt = start.AddSeconds(after),
                ScheduledAfterMs = after * 1000,
                ResponseTimeMs = 10,
                ServiceTimeMs = 10,
                Success = true,
                StatusCode = 200,
                OperationCount = 3,
                OperationsCommitted = 3,
            };
            result.Facts = facts;
            yield return result;
        }
    }

    private static RunDocument Document(DateTimeOffset start, double from, double to) => new()
    {
        RunId = Id,
        StartedAt = start,
        MeasuredFrom = start.AddSeconds(from),
        MeasuredTo = start.AddSeconds(to),
        EndedAt = start.AddSeconds(to),
        StopReason = StopReason.Duration,
        Server = new Uri("http://dms.test/"),
        Plan = new RunPlanSummary { LoadModel = "Closed", Scenarios = ["students-batch-1"] },
        Verdict = new VerdictReport { Verdict = RunVerdict.Valid },
        Totals = new RunTotals(),
        Metrics = [],
    };

    private async Task<string> WriteAsync(IEnumerable<BatchResult> results)
    {
        var path = Path.Combine(_folder.FullName, "r.csv");
        await using var sink = ResultCsvSink.Open(path);
        foreach (var result in results)
        {
            sink.Write(result);
        }

        return path;
    }
}
