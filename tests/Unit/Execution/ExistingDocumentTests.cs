using System.Text;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Questions.Leftovers;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Scenarios;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Faults;
using EdFi.BatchPerf.Unit.Reporting;

namespace EdFi.BatchPerf.Unit.Execution;

/// <summary>Volume runs whose creates meet documents that are there already, or servers that say strange things of what they created.</summary>
public sealed class ExistingDocumentTests : IDisposable
{
    private const string Guid1 = "01a20240-d08f-7066-bde0-768e68ec56de";
    private static readonly RunId Id = Journals.Journals.Id;
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_create_that_finds_a_document_stops_the_run_names_it_and_deletes_nothing_of_it(bool deleteResources)
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions());
        using var connection = await Load.ConnectAsync(server);
        var key = new BatchKey(Id, 0, 5).Format(0);
        var resources = connection.GetResources();
        var there = await resources.PostAsync("students", Encoding.UTF8.GetBytes($$"""{"studentUniqueId":"{{key}}","birthDate":"2010-05-06","firstName":"Real","lastSurname":"Student"}"""), default);
        var plan = Plan(100) with { DeleteResources = deleteResources };
        var path = _directory.File("run.journal");
        using var journal = RunJournal.Create(path, JournalHeader.Of(Id, server.BaseUrl, plan, Options, []), force: false);

        var load = Load.Start(connection, plan, new RunOptions { RunId = Id, Journal = journal });
        var results = await ResultsAsync(load);

        var run = load.Run;
        Assert.Equal((StopReason.ExistingDocument, 1L), (run.StopReason, run.Totals.Failed));
        Assert.Contains($$"""students {"studentUniqueId":"{{key}}"} (id {{there.Id}}) existed before this run""", run.Fault, StringComparison.Ordinal);
        Assert.Contains("What it was before is not known", run.Fault, StringComparison.Ordinal);
        var failed = results[^1];
        Assert.Equal((5L, "POST", false, ErrorKind.Conflict, 200, 1, 0), (failed.Sequence, failed.Method, failed.Success, failed.ErrorKind, failed.StatusCode, failed.OperationsFailed, failed.OperationsCommitted));
        Assert.Equal(run.Fault, failed.Error);

        var search = new LeftoverSearch(resources, JournalContent.Read(path), 4);
        var left = await search.RemoveAsync(await search.FindAsync(progress: null, default), default);
        Assert.Equal(deleteResources ? 0 : 4, left.Count);
        Assert.Equal(1, server.Counts().Documents.Of("students"));
        Assert.Equal(200, (await resources.ReadAsync("students", there.Id!, default)).Status);
        Assert.Equal("ResumeRefused", Assert.Throws<BatchPerfException>(() => ResumedRun.Read(path)).ErrorId);
    }

    [Fact]
    public async Task A_parent_that_the_turn_created_itself_is_still_deleted()
    {
        await using var server = new RawServer();
        var sent = new List<string>();
        server.OnBatch = exchange => Answer(exchange, sent, exchange.Path.EndsWith("/studentSchoolAssociations", StringComparison.Ordinal) ? 200 : 201);

        var run = await RunAsync(server, Plan(50, "StudentSchoolAssociation"));

        Assert.Equal(StopReason.ExistingDocument, run.StopReason);
        Assert.Equal(["POST /data/ed-fi/students", "POST /data/ed-fi/studentSchoolAssociations", $"DELETE /data/ed-fi/students/{Guid1}"], sent);
    }

    [Fact]
    public async Task After_an_attempt_without_an_answer_a_found_document_is_the_run_s_own()
    {
        await using var server = new RawServer();
        var sent = new List<string>();
        server.OnBatch = exchange =>
        {
            if (exchange.Number > 1)
            {
                return Answer(exchange, sent, 200);
            }

            exchange.Reset();
            return Task.CompletedTask;
        };

        var run = await RunAsync(server, Plan(1) with { RetryCount = 1 });

        Assert.Equal((StopReason.BatchCount, 0L, 3L), (run.StopReason, run.Totals.Failed, run.Totals.OperationsCommitted));
        Assert.Equal(["POST /data/ed-fi/students", $"PUT /data/ed-fi/students/{Guid1}", $"DELETE /data/ed-fi/students/{Guid1}"], sent);
    }

    [Theory]
    [InlineData(201, null)]
    [InlineData(201, "/data/ed-fi/students/")]
    [InlineData(201, "/data/ed-fi/students/../../../oauth/x?y=")]
    [InlineData(201, "http://elsewhere.example/oauth/" + Guid1)]
    [InlineData(201, "/data/ed-fi/students/" + Guid1 + "%0d%0a")]
    [InlineData(201, "/data/ed-fi/students/" + Guid1 + "/../x")]
    [InlineData(201, "/data/ed-fi/staffs/" + Guid1)]
    [InlineData(201, "/data/ed-fi/students/7")]
    [InlineData(200, null)]
    [InlineData(200, "/data/ed-fi/students/" + Guid1)]
    [InlineData(200, "/data/ed-fi/students/../../../oauth/x?y=")]
    public async Task Nothing_is_sent_to_where_a_strange_location_leads(int status, string? location)
    {
        await using var server = new RawServer();
        var sent = new List<string>();
        server.OnBatch = exchange =>
        {
            sent.Add(string.Join(' ', exchange.Head.Split(' ')[..2]));
            return exchange.AnswerAsync(status, "", location is null ? "" : $"Location: {location}\r\n");
        };

        var run = await RunAsync(server, Plan(3));

        Assert.All(sent, static s => Assert.Equal("POST /data/ed-fi/students", s));
        Assert.Equal((0L, (long)sent.Count), (run.Totals.Succeeded, run.Totals.Failed));
        Assert.Equal(status == 200 ? (StopReason.ExistingDocument, 1) : (StopReason.BatchCount, 3), (run.StopReason, sent.Count));
    }

    private static ScenarioOptions Options => new() { OneByOne = true, PoolSize = 16 };

    private static RunPlan Plan(long triples, string scenario = "students") => new()
    {
        TestType = TestType.Volume,
        DeleteResources = true,
        Scenarios = [new ScenarioShare(new ScenarioFactory(new ScenarioCatalog()).Create([scenario], Options)[0])],
        ClientCount = 1,
        SpawnRate = 1_000_000,
        BatchCount = triples,
    };

    private static Task Answer(RawExchange exchange, List<string> sent, int created)
    {
        var words = exchange.Head.Split(' ');
        sent.Add($"{words[0]} {words[1]}");
        return words[0] == "POST" ? exchange.AnswerAsync(created, "", $"Location: {words[1]}/{Guid1}\r\n") : exchange.WriteAsync("HTTP/1.1 204 No Content\r\n\r\n");
    }

    private static async Task<BatchRun> RunAsync(RawServer server, RunPlan plan)
    {
        using var connection = server.Connect();
        var load = Load.Start(connection, plan);
        await load.Completion.WaitAsync(Load.Bound);
        return load.Run;
    }

    private static async Task<IReadOnlyList<BatchResult>> ResultsAsync(LoadRun load)
    {
        await load.Completion.WaitAsync(Load.Bound);
        var results = new List<BatchResult>();
        while (load.Results!.TryRead(out var result))
        {
            results.Add(result);
        }

        return results;
    }
}
