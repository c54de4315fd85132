namespace EdFi.BatchPerf.Browser;

/// <summary>The machines of a merged run on its page.</summary>
[Collection(BrowserCollection.Name)]
public sealed class MachinesTests(Chromium chromium) : IDisposable
{
    private readonly PageFile _page = new();

    public void Dispose() => _page.Dispose();

    [BrowserFact]
    public async Task Each_machine_has_its_row_and_what_a_lost_one_did_is_a_lower_bound()
    {
        var run = JudgedRun.Of(verdict: RunVerdict.Incomplete) with
        {
            Machines =
            [
                new BatchMachine
                {
                    Name = "one", Segment = "1/2", RunId = "3lwbuwfnaoyzg", Totals = new RunTotals { Batches = 1000 }, P95Ms = 61.5, StartDeviationMs = 1.26,
                    Verdict = new VerdictReport { Verdict = RunVerdict.ClientLimited },
                },
                new BatchMachine { Name = "two", State = MachineState.Lost, Segment = "2/2", Totals = new RunTotals { Batches = 1234 }, Fault = "it was not heard of" },
            ],
        };
        await using var opened = await _page.OpenAsync(chromium, run);
        var rows = opened.Page.Locator("[data-table=machines] tbody tr");

        Assert.Equal(["one", "1/2", "done", "3lwbuwfnaoyzg", "1,000", "61.5", "+1.3", "Client limited"], await rows.Nth(0).Locator("th, td").AllTextContentsAsync());
        Assert.Equal(["two", "2/2", "lost", "–", "≥ 1,234", "–", "–", "–"], await rows.Nth(1).Locator("th, td").AllTextContentsAsync());
        Assert.Equal("1 of 2 machines carried out their share; the measured figures are theirs.", await opened.Page.Locator("#machines-line").TextContentAsync());
        Assert.Equal("Incomplete", await opened.Page.Locator("#verdict-word").TextContentAsync());
        Assert.Empty(opened.Problems);
    }

    [BrowserFact]
    public async Task Traced_batches_are_listed_with_their_ids_and_what_was_cut_off_took_at_least_so_long()
    {
        var run = JudgedRun.Of() with
        {
            Traces = new RunTraces
            {
                Share = 0.01,
                Sampled = 1234,
                Slowest = [new BatchTrace { TraceId = "4bf92f3577b34da6a3ce929d0e0e4736", Name = "students-batch-10", AtSeconds = 61.5, ResponseTimeMs = 2500, ErrorKind = ErrorKind.Canceled, CorrelationId = "0HN:7" }],
            },
        };
        await using var opened = await _page.OpenAsync(chromium, run);

        Assert.Equal("The slowest batch", await opened.Page.Locator("#traces-title").TextContentAsync());
        Assert.StartsWith("1,234 batches (1 %) went out", await opened.Page.Locator("#traces-line").TextContentAsync(), StringComparison.Ordinal);
        Assert.Equal(
            ["≥ 2,500", "1:01.5", "students-batch-10", "", "no answer, canceled", "1", "4bf92f3577b34da6a3ce929d0e0e4736", "0HN:7"],
            await opened.Page.Locator("[data-table=slowest] tbody tr").Nth(0).Locator("th, td").AllTextContentsAsync());
        Assert.True(await opened.Page.Locator("#traced-failures").IsHiddenAsync());
        Assert.Empty(opened.Problems);
    }

    [BrowserFact]
    public async Task A_run_of_one_machine_has_no_such_part()
    {
        await using var opened = await _page.OpenAsync(chromium, JudgedRun.Of());

        Assert.True(await opened.Page.Locator("#machines").IsHiddenAsync());
    }
}
