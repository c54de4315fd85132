using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Jobs.Fleet.Control;
using EdFi.BatchPerf.Jobs.Fleet.Member;
using EdFi.BatchPerf.Jobs.Fleet.Messages;
using EdFi.BatchPerf.Jobs.Loads;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Unit.Architecture;
using EdFi.BatchPerf.Unit.Jobs;
using EdFi.BatchPerf.Unit.Reporting;

namespace EdFi.BatchPerf.Unit.Fleet;

/// <summary>A load as it reaches a machine is the load that the operator described.</summary>
public sealed class OrderTests : IDisposable
{
    private static readonly string Templates = Path.Combine(Room.Root, "examples", "scenarios");
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Plan_templates_weights_and_fixtures_come_out_as_they_went_in()
    {
        var catalog = ScenarioCatalog.Load([Templates]);
        var options = new ScenarioOptions
        {
            Seed = 7,
            TripleCount = 3,
            PoolSize = 4,
            TripleCounts = new Dictionary<string, int> { ["students"] = 2 },
            FixtureKeys = new FixtureKeys { SchoolId = 255901044, ClassPeriodName = "02" },
        };
        var plan = new RunPlan
        {
            Scenarios = new ScenarioFactory(catalog).Deal([("students", 3), ("sections", 1)], options),
            ArrivalRate = 31,
            WarmUp = TimeSpan.FromSeconds(2),
            Duration = TimeSpan.FromMinutes(5),
            Thresholds = new VerdictThresholds { MaxCpuShare = 0.5 },
            StopOnFailureRate = 0.2,
            Seed = 7,
        };
        var fixture = new BatchFixture { Order = 1, Resource = "schools", NaturalKey = "{\"schoolId\":255901044}", State = default, Id = "x" };
        var order = new OrderedLoadWriter(options, plan)
        {
            Scenarios = [new OrderedScenario("students", 3), new OrderedScenario("sections", 1)],
            ScenarioPaths = [Templates],
            Fixtures = [fixture],
            CreateMissing = true,
        }.Write();

        var request = Arrived(order, new Segment(2, 2, 3));

        Assert.Equal(catalog.Scenarios.Select(static s => s.Name).Order(), request.Catalog.Scenarios.Select(static s => s.Name).Order());
        var arrived = request.Plan(request.Catalog, request.Options(request.Catalog, [], []));
        Assert.Equal("2/3", arrived.Segment.ToString());
        Assert.Null(arrived.StopOnFailureRate); // the controller judges it on the sum
        Assert.Equal(
            (plan with { Segment = arrived.Segment }).Summarize().ToString() + plan.WarmUp + plan.ArrivalRate + plan.Seed + plan.Thresholds.MaxCpuShare,
            arrived.Summarize().ToString() + arrived.WarmUp + arrived.ArrivalRate + arrived.Seed + arrived.Thresholds.MaxCpuShare);
        Assert.Equal(options.FixtureKeys.ToString(), request.Fixtures.Keys.ToString());
        Assert.Equal((fixture.NaturalKey, fixture.Id), (request.Fixtures.Given.Single().NaturalKey, request.Fixtures.Given.Single().Id));
        Assert.True(request.Fixtures.CreateMissing);
        Assert.Equal([Templates], request.ScenarioPaths); // where the journal is read, not where it is written
    }

    [Fact]
    public void An_order_of_another_version_is_refused_by_name()
    {
        var order = new FleetOrder { Plan = "[1]", Options = "{}" };

        Assert.Equal("OrderInvalid", Assert.Throws<BatchPerfException>(() => Arrived(order, Segment.Whole)).ErrorId);
    }

    [Fact]
    public void What_is_no_tick_is_refused_by_name() =>
        Assert.Equal("TickInvalid", Assert.Throws<BatchPerfException>(static () => FleetJson.ReadTick("hello")).ErrorId);

    [Fact]
    public void What_all_machines_warn_of_is_a_warning_once()
    {
        using var host = new RecordingJobHost();
        var voice = new FleetVoice(host);
        foreach (var machine in new[] { "m1", "m2", "m3" })
        {
            voice.Say(machine, new MemberText(MemberTextKind.Warning, "The batches are large."));
        }

        Assert.Equal(["m1: The batches are large."], host.Warnings);
        Assert.Equal(["m2: The batches are large.", "m3: The batches are large."], host.Said);
    }

    private LoadRequest Arrived(FleetOrder order, Segment segment)
    {
        var tick = FleetJson.ReadTick(FleetJson.Write(new FleetTick { Kind = TickKind.Arm, Order = order, Segment = segment.ToString() }));
        using var lease = new RunLease(TimeSpan.FromMinutes(1));
        var server = new LoadServer(new Uri("http://127.0.0.1/"), static _ => throw new InvalidOperationException());
        return OrderedLoad.Request(tick.Order!, Segment.Parse(tick.Segment!), _directory.Path, server, new StartSignal(), lease, TimeProvider.System, CancellationToken.None);
    }
}
