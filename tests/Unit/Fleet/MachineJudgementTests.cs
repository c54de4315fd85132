using System.IO.Compression;
using System.Text;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Files.Merging;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Jobs.Fleet.Control;
using EdFi.BatchPerf.Jobs.Fleet.Messages;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Jobs;
using EdFi.BatchPerf.Unit.Merging;

namespace EdFi.BatchPerf.Unit.Fleet;

/// <summary>What a machine's end is taken for, and whether its journal is kept.</summary>
public sealed class MachineJudgementTests : IDisposable
{
    private readonly RecordingJobHost _host = new();
    private readonly List<(string Machine, TickKind Kind)> _log = [];

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData(null, MachineState.Done)]
    [InlineData("students 7 was there before the run", MachineState.Failed)]
    public async Task A_machine_that_was_told_why_to_stop_is_done_unless_it_met_the_same_itself(string? fault, MachineState expected)
    {
        var first = new FakeMachine("first", _log) { Beats = 2 };
        var second = new FakeMachine("second", _log) { Beats = 1000 };

        var outcome = await RunAsync(
            Ending(first, StopReason.ExistingDocument, "sections 4 was there before the run"),
            Ending(second, StopReason.ExistingDocument, fault));

        Assert.Equal(StopReason.ExistingDocument, second.Stopped);
        Assert.Equal([MachineState.Failed, expected], outcome.Machines.Select(static m => m.State));
        Assert.Null(expected == MachineState.Done ? outcome.Machines[1].Fault : null);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_journal_that_is_still_needed_is_kept_on_the_machine_and_named(bool mayRemain)
    {
        var machine = new FakeMachine("m1", _log);

        await RunAsync(
            Ending(machine, StopReason.Duration, fault: null, mayRemain),
            Ending(new FakeMachine("m2", _log), StopReason.Duration, fault: null));

        Assert.Equal(!mayRemain, machine.Ticks.Single(static tick => tick.Kind == TickKind.Leave).Clean);
        Assert.Equal(mayRemain, _host.Warnings.Any(static text => text.StartsWith("m1 is Done: the journal /tmp/m1 says", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(StopReason.FailureRate, StopReason.FailureRate, RunVerdict.Valid)]
    [InlineData(StopReason.FailureRate, StopReason.Duration, RunVerdict.Incomplete)]
    public void A_stop_by_the_limit_on_failures_is_an_end_as_planned_where_it_is_all_machines(StopReason one, StopReason other, RunVerdict verdict)
    {
        MachinePart[] parts =
        [
            MachinePart.Of("one", new MadeMachine("one") { Segment = "1/2", StopReason = one, Seconds = 40 }.Run()),
            MachinePart.Of("two", new MadeMachine("two") { Segment = "2/2", StopReason = other, Seconds = 40 }.Run()),
        ];

        var merged = RunMerger.Merge(parts);

        Assert.All(parts, static part => Assert.Equal(MachineState.Done, part.State));
        Assert.Equal(StopReason.FailureRate, merged.StopReason);
        Assert.Equal(verdict, merged.Verdict.Verdict);
    }

    /// <summary>An option of a connection that machines do not get would be another connection.</summary>
    [Fact]
    public void Machines_reach_the_server_as_the_connection_does()
    {
        var changed = new ConnectOptions
        {
            BaseUrl = new Uri("https://dms.test/"), Key = "key", Secret = "secret", TokenEndpoint = "https://id.test/token", ApiPrefix = "data/ed-fi",
            BatchEndpoint = "https://dms.test/other", SkipCertificateCheck = true, AllowUnencryptedAuthentication = true, UseProxy = true,
            Http2 = true, AcceptGzip = true, Timeout = TimeSpan.FromSeconds(7), LearnBatchLimit = true,
        };
        var usual = new ConnectOptions { BaseUrl = new Uri("https://other.test/"), Key = "", Secret = "" };
        string[] apart = [nameof(ConnectOptions.Key), nameof(ConnectOptions.Secret), nameof(ConnectOptions.Headers)];

        foreach (var option in typeof(ConnectOptions).GetProperties().Where(p => p.CanWrite && !apart.Contains(p.Name)))
        {
            var property = typeof(ServerAddress).GetProperty(option.Name);
            Assert.True(property is not null, option.Name);
            Assert.False(Equals(option.GetValue(changed), option.GetValue(usual)), $"{option.Name} is not tried");
            var address = new ServerAddress { BaseUrl = usual.BaseUrl };
            property.SetValue(address, option.GetValue(changed));
            Assert.Equal(option.GetValue(changed), option.GetValue(address.ToOptions("key", "secret", ExtraHeaders.None)));
        }
    }

    private async Task<FleetOutcome> RunAsync(params ChangedMachine[] machines) =>
        (await new FleetJob(_host, TimeProvider.System).RunAsync(FleetJobTests.Request(machines.Length), machines).WaitAsync(Load.Bound))!;

    /// <summary>A machine with a run to fetch when it has ended.</summary>
    private static ChangedMachine Ending(FakeMachine machine, StopReason reason, string? fault, bool mayRemain = false) => new(machine, (tick, answer) =>
    {
        if (answer.Phase != MemberPhase.Ended)
        {
            return answer;
        }

        var run = Encoding.UTF8.GetBytes(RunArchive.Write(new MadeMachine(machine.Name) { StopReason = reason, Fault = fault }.Run())!);
        return answer with
        {
            StopReason = reason,
            MayRemain = mayRemain,
            Files = [new MemberFile(MemberFileKind.Run, Path: null, run.Length)],
            Piece = tick.Kind == TickKind.Read ? new FilePiece(Packed(run), Next: null) : null,
        };
    });

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zip.Write(bytes);
        }

        return packed.ToArray();
    }
}
