using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Browser;

/// <summary>The page of a run that sent single requests, which are no batches, and of one whose server was measured.</summary>
[Collection(BrowserCollection.Name)]
public sealed class VolumePageTests(Chromium chromium) : IDisposable
{
    private const string OnId = "/data/ed-fi/students/{id}";
    private readonly PageFile _page = new();

    public void Dispose() => _page.Dispose();

    [BrowserFact]
    public async Task It_speaks_of_requests()
    {
        await using var opened = await OpenAsync(Run());

        var text = (await opened.TextAsync("main")).Replace("Batch limit", "", StringComparison.Ordinal); // the server has one, whatever is sent
        Assert.DoesNotContain("batch", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("1 of 40,000 requests failed (< 0.01 %).", text, StringComparison.Ordinal);
        Assert.Contains("1 of PUT " + OnId, text, StringComparison.Ordinal);
        Assert.Contains("nothing: what it created stays", text, StringComparison.Ordinal);
        Assert.False(await opened.Page.Locator("[data-chart=ledger]").IsVisibleAsync());
        Assert.Empty(opened.Problems);
    }

    [BrowserFact]
    public async Task Requests_of_one_path_are_told_apart_by_their_method()
    {
        await using var opened = await OpenAsync(Run());

        Assert.Equal(["Aggregated", "PUT " + OnId, "DELETE " + OnId], await opened.Page.Locator("#distribution-name option").AllTextContentsAsync());
        await opened.Page.Locator("#distribution-name").SelectOptionAsync("PUT " + OnId);
        await opened.Page.Locator("[data-chart=distribution] .plot[aria-label*='PUT']").WaitForAsync();
    }

    [BrowserFact]
    public async Task Small_figures_of_the_server_are_not_rounded_away()
    {
        await using var opened = await OpenAsync(Run() with { ServerCosts = [new ServerCost { Source = "Process", Name = "CpuCores", Mean = 0.4362, Max = 1.25, PerBatch = 0.0834, Total = 12_345_678 }] });

        var row = await opened.RowAsync("[data-table=server]", "CpuCores");
        Assert.Equal(["Process", "12,345,678", "–", "–", "0.0834", "0.4362", "1.25"], row.Select(static cell => cell.Text));
    }

    [BrowserFact]
    public async Task Collisions_are_named_and_nothing_measured_is_no_rate_of_zero()
    {
        await using var opened = await OpenAsync(Run() with
        {
            TestType = TestType.BatchVolume,
            Plan = new RunPlanSummary { LoadModel = "Closed", Scenarios = ["students-batch-1"], ClientCount = 1, Contention = "OverlappingKeys 20 %" },
            Totals = new RunTotals { Batches = 9, Failed = 5, Conflicts = 3, Deadlocks = 2 },
            Metrics = [new BatchMetrics { Name = BatchMetrics.AggregatedName }],
        });

        Assert.Contains("OverlappingKeys 20 %", await opened.TextAsync("#facts"), StringComparison.Ordinal);
        Assert.Contains("closed loop, 1 client,", await opened.TextAsync("#facts"), StringComparison.Ordinal);
        Assert.Contains("Conflicts (409): 3. Probable deadlocks (500 after 0.9 s or longer, naming no operation): 2.", await opened.TextAsync("#failure-line"), StringComparison.Ordinal);
        Assert.Equal("–", await opened.TextAsync("#failure-rate"));
    }

    private Task<OpenPage> OpenAsync(RunDocument run) => _page.OpenAsync(chromium, run);

    private static RunDocument Run() => new()
    {
        RunId = "volume",
        TestType = TestType.Volume,
        StartedAt = DateTimeOffset.UnixEpoch,
        EndedAt = DateTimeOffset.UnixEpoch.AddSeconds(2),
        StopReason = StopReason.Duration,
        Server = new Uri("https://dms.example.org/"),
        Plan = new RunPlanSummary { LoadModel = "Open", ArrivalRate = 5, Scenarios = ["students"], OperationsPerBatch = 2, FailDeliberately = true, DeleteResources = false },
        Verdict = new VerdictReport { Verdict = RunVerdict.TooShort },
        Totals = new RunTotals { Batches = 40_000, Failed = 1, Succeeded = 39_999 },
        Metrics = [Row(OnId, "DELETE"), Row(OnId, "PUT"), Row(BatchMetrics.AggregatedName, method: null)],
        Ledger = [new OperationLedgerRow { Name = OnId, Position = 0, Op = OperationKind.Update, Resource = "students", Sent = 2, Committed = 1, Failed = 1 }],
        Errors = [new DistinctError { Kind = ErrorKind.Conflict, Method = "PUT", Name = OnId, Message = "409", Occurrences = 1, FirstFailedOperation = new FailedOperation { Index = 0, Op = "update", Resource = "students" } }],
        Intervals = [new IntervalPoint { WidthSeconds = 1, Batches = 2, Failures = 1, FailuresConflict = 1 }, new IntervalPoint { StartSeconds = 1, WidthSeconds = 1 }],
    };

    private static BatchMetrics Row(string name, string? method)
    {
        var times = new LatencyHistogram();
        times.Record(method == "PUT" ? 2000 : 1000);
        return new BatchMetrics { Name = name, Method = method, TestType = TestType.Volume, Requests = 2, OperationsSent = 2, ResponseTimeHistogram = times.ToBase64(), ServiceTimeHistogram = times.ToBase64(), MaxMs = 2, P50Ms = 2 };
    }
}
