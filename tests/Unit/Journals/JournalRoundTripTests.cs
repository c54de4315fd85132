using System.Text.Json;
using CsCheck;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Unit.Reporting;

namespace EdFi.BatchPerf.Unit.Journals;

public sealed class JournalRoundTripTests : IDisposable
{
    private static readonly RunPlan Base = Journals.Plan();

    private static readonly Gen<TimeSpan> Time = Gen.Long[0, 1_000_000_000].Select(static ms => TimeSpan.FromMilliseconds(ms));

    private static readonly Gen<RunPlan> Plan = Gen.Select(
        Gen.Select(Gen.Int, Gen.Int[1, 100_000], Gen.Double[0.001, 1e6], Time.Nullable(), Gen.Long[1, long.MaxValue].Nullable()),
        Gen.Select(Time, Time, Time.Nullable(), Gen.Double[0.1, 1e6].Nullable(), Gen.Select(Gen.Long[1, 1_000_000], Gen.Double[0, 1e5]).Array[0, 4]),
        Gen.Select(Gen.Bool, Gen.Int[0, 100], Gen.Double[0, 1].Nullable(), Texts.Any, Gen.OneOf(Enum.GetValues<StageTarget>()), Gen.Select(Gen.Int[1, 9], Gen.Int[0, 3], Gen.Int[0, 9_000])),
        static (a, b, c) => Base with
        {
            Seed = a.Item1,
            ClientCount = a.Item2,
            SpawnRate = a.Item3,
            Duration = a.Item4,
            BatchCount = a.Item5,
            WarmUp = b.Item1,
            ThinkTime = b.Item2,
            Pacing = b.Item3,
            ArrivalRate = b.Item4,
            Stages = [.. b.Item5.Select(static s => new Stage(TimeSpan.FromMilliseconds(s.Item1), s.Item2))],
            DeleteResources = c.Item1,
            RetryCount = c.Item2,
            StopOnFailureRate = c.Item3,
            StopFile = c.Item4,
            StageTarget = c.Item5,
            Segment = new Segment(c.Item6.Item1, c.Item6.Item1 + c.Item6.Item2, c.Item6.Item1 + c.Item6.Item2 + c.Item6.Item3),
        });

    private static readonly Gen<(int Client, Step Step)[]> Steps = Gen.Select(Gen.Int[0, 2], Gen.OneOf(Step.Begin, Step.Begin, Step.Finish, Step.Finish, Step.Doubt, Step.Mark, Step.Die)).Array[0, 80];

    private readonly TemporaryDirectory _directory = new();

    private enum Step
    {
        Begin,
        Finish,
        Doubt,
        Mark,
        Die,
    }

    private string Path => _directory.File("run.journal");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_header_comes_back_as_it_was_written() => Generated.Each(Gen.Select(Plan, Texts.Any.Array[0, 3], Gen.Int[1, 10_000], Texts.Line, Gen.ULong), values =>
    {
        var (plan, texts, triples, name, id) = values;
        var options = new ScenarioOptions { TripleCount = triples, Seed = plan.Seed, TripleCounts = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { [name] = triples }, AvailableDescriptors = texts };
        var header = JournalHeader.Of(new(id), new Uri("https://dms.example.org/dms/"), Base, options, texts) with { Plan = plan, Sample = name };
        RunJournal.Create(Path, header, force: true).Dispose();

        var read = JournalContent.Read(Path).Header;

        Assert.Equal((header.RunId, header.StartedAt, header.Server, name), (read.RunId, read.StartedAt, read.Server, read.Sample));
        Assert.Equal(texts, read.ScenarioPaths);
        Assert.Equal(texts, read.Options.AvailableDescriptors);
        Assert.Equal([KeyValuePair.Create(name, triples)], read.Options.TripleCounts);
        Assert.Equal(plan.Stages, read.Plan.Stages);
        Assert.Equal(plan, read.Plan with { Scenarios = plan.Scenarios, Stages = plan.Stages });
        Assert.Equal(JsonSerializer.Serialize(header, JournalJson.Reading), JsonSerializer.Serialize(header, JournalJson.Writing)); // written as it is read
        Assert.Equal(JsonSerializer.Serialize(header, JournalJson.Writing), JsonSerializer.Serialize(read, JournalJson.Writing));
    }, tries: 100);

    [Fact]
    public void Whatever_a_run_does_and_whenever_it_dies_its_journal_names_every_turn_that_may_have_left_something() => Generated.Each(Steps, steps =>
    {
        var clients = new ModelClient[] { new(), new(), new() };
        var journal = RunJournal.Create(Path, Journals.Header(), force: true);
        try
        {
            foreach (var (number, step) in steps)
            {
                if (step == Step.Die)
                {
                    journal.Dispose();
                    AssertNames(clients);
                    journal = RunJournal.Continue(Path);
                    for (var i = 0; i < clients.Length; i++)
                    {
                        clients[i].Restart(journal.LastSequence(i));
                    }
                }
                else
                {
                    clients[number].Do(number, step, journal, clients);
                }
            }
        }
        finally
        {
            journal.Dispose();
        }

        AssertNames(clients);
    }, tries: 30);

    private void AssertNames(ModelClient[] clients)
    {
        var content = JournalContent.Read(Path);
        var suspects = content.Suspects().Select(static s => (s.Client, s.Sequence)).ToHashSet();
        Assert.Null(content.Ended);
        for (var i = 0; i < clients.Length; i++)
        {
            Assert.All(clients[i].MayHaveLeft, turn => Assert.Contains((i, turn), suspects));
            Assert.True(!content.Clients.TryGetValue(i, out var known) ? clients[i].Current == 0 : known.High >= clients[i].Current, "A turn beyond the last known one was begun.");
        }
    }

    /// <summary>A client as the run keeps it: what it has begun, and what it may have left behind.</summary>
    private sealed class ModelClient
    {
        private long _reserved;
        private bool _busy;

        public long Current { get; private set; }

        public SortedSet<long> MayHaveLeft { get; } = [];

        public void Restart(long last)
        {
            Assert.True(last >= Current, "A natural key would be used again.");
            (_reserved, _busy, Current) = (0, false, last);
        }

        public void Do(int number, Step step, RunJournal journal, ModelClient[] all)
        {
            switch (step)
            {
                case Step.Begin when !_busy:
                    if (Current + 1 > _reserved)
                    {
                        _reserved = journal.Reserve(number, Current + 1);
                    }

                    _busy = MayHaveLeft.Add(++Current);
                    break;
                case Step.Finish when _busy:
                    _busy = false;
                    MayHaveLeft.Remove(Current);
                    break;
                case Step.Doubt when _busy:
                    _busy = false;
                    journal.Doubt(number, Current);
                    break;
                case Step.Mark:
                    journal.Mark(TimeSpan.FromSeconds(1), [.. all.Select(static (c, i) => (i, c.Current)).Where(static c => c.Current > 0)]);
                    break;
            }
        }
    }
}
