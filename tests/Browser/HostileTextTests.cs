namespace EdFi.BatchPerf.Browser;

/// <summary>Texts that a server, or whoever names things, could try to break the page with, and a page without its charts.</summary>
[Collection(BrowserCollection.Name)]
public sealed class HostileTextTests(Chromium chromium) : IDisposable
{
    private const string Evil = "</script><script>window.evil = 1</script><img src=x onerror='window.evil = 2'> {{run}} <!-- <script> \u2028 \"'&amp;";
    private readonly PageFile _page = new();

    public void Dispose() => _page.Dispose();

    [BrowserFact]
    public async Task Hostile_texts_are_read_as_texts()
    {
        await using var opened = await OpenAsync(Run());

        Assert.Null(await opened.Page.EvaluateAsync<int?>("window.evil ?? null"));
        Assert.Equal(0, await opened.Page.Locator("img").CountAsync());
        foreach (var place in new[] { "#failures", "#verdict", "#facts", "#metrics", "[data-table=ledger]" })
        {
            // Failures hold no character that hides or breaks lines; what is the run's own is shown as it is.
            Assert.Contains(place == "#failures" ? PlainText.Line(Evil) : Evil, await opened.Page.Locator(place).TextContentAsync(), StringComparison.Ordinal);
        }

        Assert.Empty(opened.Problems);
    }

    [BrowserFact]
    public async Task A_run_of_which_little_is_known_has_a_page_too()
    {
        await using var opened = await OpenAsync(Run() with { Metrics = [], Ledger = [], Errors = [], Intervals = [], Environment = null, EndedAt = null });

        Assert.Equal("nothing was measured yet", await opened.TextAsync("#window"));
        Assert.Empty(opened.Problems);
    }

    private Task<OpenPage> OpenAsync(RunDocument run) => _page.OpenAsync(chromium, run);

    private static RunDocument Run() => new()
    {
        RunId = Evil,
        StartedAt = DateTimeOffset.UnixEpoch,
        EndedAt = DateTimeOffset.UnixEpoch.AddSeconds(2),
        StopReason = StopReason.Fault,
        Fault = Evil,
        Server = new Uri("https://dms.example.org/"),
        ServerVersion = Evil,
        Plan = new RunPlanSummary { LoadModel = "Closed", Scenarios = [Evil] },
        Verdict = new VerdictReport { Verdict = RunVerdict.TooShort, Reasons = [Evil], Notes = [Evil] },
        Totals = new RunTotals { Batches = 2, Failed = 1, Succeeded = 1 },
        Metrics = [new BatchMetrics { Name = Evil, Requests = 2 }, new BatchMetrics { Name = BatchMetrics.AggregatedName, Requests = 2 }],
        Ledger = [new OperationLedgerRow { Name = Evil, Position = 0, Op = OperationKind.Create, Resource = Evil, Sent = 2, Committed = 1, Failed = 1 }],
        Errors = [new DistinctError { Kind = ErrorKind.Conflict, Name = Evil, Message = Evil, Occurrences = 1, FirstCorrelationId = Evil, FirstFailedOperation = new FailedOperation { Index = 0, Op = Evil, Title = Evil, Detail = Evil } }],
        Traces = new RunTraces { Share = 1, Sampled = 1, Slowest = [new BatchTrace { TraceId = Evil, Name = Evil, Held = Evil, CorrelationId = Evil }], Failed = [new BatchTrace { TraceId = Evil, Name = Evil, Held = Evil }] },
        Intervals = [new IntervalPoint { WidthSeconds = 1, Batches = 2, Failures = 1, FailuresConflict = 1 }, new IntervalPoint { StartSeconds = 1, WidthSeconds = 1 }],
    };
}
