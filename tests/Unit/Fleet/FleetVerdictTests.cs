using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Jobs.Fleet.Control;
using EdFi.BatchPerf.Jobs.Fleet.Messages;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Merging;

namespace EdFi.BatchPerf.Unit.Fleet;

/// <summary>What a fleet's end is told as, what its files are called, and what its machines are told of the server.</summary>
public sealed class FleetVerdictTests
{
    [Theory]
    [InlineData(StopReason.FailureRate, "FailureRateExceeded")]
    [InlineData(StopReason.ExistingDocument, "ExistingDocument")]
    [InlineData(StopReason.BatchTooLarge, "BatchTooLarge")]
    [InlineData(StopReason.StopRequested, null)]
    [InlineData(StopReason.Duration, null)]
    public void What_ended_the_whole_load_is_the_error_of_a_single_run_and_the_fleet_is_not_complete(StopReason reason, string? id)
    {
        MadeMachine[] made = [new("one") { Segment = "1/2", StopReason = reason }, new("two") { Segment = "2/2", StopReason = reason }];
        var ends = made.Select(static m => new MachineEnd
        {
            Name = m.Name,
            State = MachineState.Done,
            Segment = Segment.Parse(m.Segment!),
            Run = m.Run(),
        });

        var fleet = new FleetResult(static _ => { }).Of(new FleetOutcome([.. ends], MadeMachine.Start));

        Assert.Equal(id, FleetResult.Problem(fleet, Plans.Closed())?.ErrorId);
        Assert.Equal(id is null, fleet.IsComplete);
    }

    [Theory]
    [InlineData("web-1", "web-2")]
    [InlineData("web (1)", "web-1")]
    [InlineData("Load 1", "load-1")]
    [InlineData("é", "ü")]
    [InlineData("web-1", "web (1)", "web-1_2")]
    public void No_two_machines_share_a_file(params string[] machines)
    {
        var files = new FleetFiles("/tmp/results.csv", machines);

        var paths = machines.Select(name => files.Of(name, MemberFileKind.Results)).ToList();

        Assert.Equal(machines.Length, paths.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(paths, static path => Assert.Matches(@"^results-[\w.-]+\.csv\z", Path.GetFileName(path)));
    }

    [Fact]
    public void Machines_are_told_everything_of_a_connection_but_what_travels_by_itself()
    {
        var own = typeof(ConnectOptions).GetProperties().Where(static p => p.CanWrite).Select(static p => (p.Name, p.PropertyType));
        var told = typeof(ServerAddress).GetProperties().Where(static p => p.CanWrite).Select(static p => (p.Name, p.PropertyType));

        Assert.Equal(["Headers", "Key", "Secret"], own.Except(told).Select(static p => p.Name).Order(StringComparer.Ordinal));
        var address = new ServerAddress
        {
            BaseUrl = new Uri("https://dms.example.org"),
            TokenEndpoint = "t",
            ApiPrefix = "p",
            BatchEndpoint = "b",
            SkipCertificateCheck = true,
            AllowUnencryptedAuthentication = true,
            UseProxy = true,
            Http2 = true,
            AcceptGzip = true,
            LearnBatchLimit = true,
            Timeout = TimeSpan.FromSeconds(7),
        };
        var options = FleetJson.ReadServer(FleetJson.Write(address)).ToOptions("key", "secret", ExtraHeaders.None);
        Assert.All(
            typeof(ServerAddress).GetProperties().Where(static p => p.CanWrite),
            p => Assert.Equal(p.GetValue(address), typeof(ConnectOptions).GetProperty(p.Name)!.GetValue(options)));
    }
}
