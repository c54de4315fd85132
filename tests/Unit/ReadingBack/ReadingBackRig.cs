using System.Buffers;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Questions.Leftovers;
using EdFi.BatchPerf.Scenarios;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Reporting;

namespace EdFi.BatchPerf.Unit.ReadingBack;

/// <summary>A simulator with fixtures whose queries are misread, and the journal of a Volume run that was killed on it.</summary>
internal sealed class ReadingBackRig : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    private ReadingBackRig(SimulatorHost server, ApiConnection connection) => (Server, Connection) = (server, connection);

    public SimulatorHost Server { get; }

    public ApiConnection Connection { get; }

    public IResourceClient Client => Connection.GetResources();

    public string Path => _directory.File("run.journal");

    public long Documents => Server.Counts().Documents.Total;

    /// <summary>The ids of what the killed run left.</summary>
    public IEnumerable<string> Ids => _ids.Order(StringComparer.Ordinal);

    public static async Task<ReadingBackRig> StartAsync(string mapping)
    {
        var server = await SimulatorHost.StartAsync(new SimulatorOptions { ClaimSet = ClaimSet.Full });
        using (var other = await Load.ConnectAsync(server)) // of the session of which nothing is known later
        {
            await FixtureSet.InitializeAsync(other.GetResources(), new FixtureKeys());
        }

        server.Change(o => o with { QueryMapping = QueryMapping.TryParse(mapping)! });
        return new ReadingBackRig(server, await Load.ConnectAsync(server));
    }

    /// <summary>
    /// Leaves what a killed Volume run of a scenario leaves: documents of turns of two clients; of a third one, and of their other turns,
    /// there is nothing.
    /// </summary>
    public async Task KillRunAsync(string scenario, bool withIds)
    {
        var plan = Journals.Journals.Plan(scenario, oneByOne: true);
        var source = plan.Scenarios[0].Scenario;
        await LeaveAsync(source, new BatchKey(RunId.New(), 1, 1), journal: null); // another run's, which is no business of this one
        _ids.Clear();
        using (var journal = RunJournal.Create(Path, Journals.Journals.Header(plan, Server.BaseUrl), force: false))
        {
            for (var client = 1; client <= 3; client++)
            {
                journal.Reserve(client, 1);
            }

            for (var turn = 1; turn <= 10; turn++)
            {
                await LeaveAsync(source, new BatchKey(Journals.Journals.Id, 1 + (turn % 2), 1 + (turn / 2)), journal);
            }
        }

        if (!withIds)
        {
            Journals.Journals.ForgetIds(Path);
        }
    }

    public LeftoverSearch Search() => new(Client, JournalContent.Read(Path), parallel: 4);

    public async ValueTask DisposeAsync()
    {
        Connection.Dispose();
        await Server.DisposeAsync();
        _directory.Dispose();
    }

    private async Task LeaveAsync(IScenario source, BatchKey key, RunJournal? journal)
    {
        var shape = source.TripleShape(0);
        for (var operation = 0; operation < shape.Count; operation++)
        {
            if (shape.Op(operation) == OperationKind.Create)
            {
                var document = new ArrayBufferWriter<byte>();
                source.WriteDocument(document, key, 0, operation);
                var answer = await Client.PostAsync(shape.Resource(operation), document.WrittenMemory, CancellationToken.None);
                Assert.Equal(201, answer.Status);
                _ids.Add(answer.Id!.ToString());
                journal?.Created(key.Client, key.Sequence, 0, operation, answer.Id.ToString());
            }
        }
    }
}
