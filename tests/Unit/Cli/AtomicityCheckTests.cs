using System.Text.Json;
using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Execution;

namespace EdFi.BatchPerf.Unit.Cli;

/// <summary>The console program's test of atomicity against a simulator.</summary>
public sealed class AtomicityCheckTests : IDisposable
{
    private readonly CliRunner _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_sound_server_ends_with_0_and_a_table()
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions());
        Assert.Equal(ExitCode.Success, await RunAsync(server, "-tl", "students", "--position", "Middle", "--cancelBatch", "--loadClients", "1", "--poison", "StaleETag", "OverLimit"));
        Assert.Contains("Atomic: none of 6 batches", _cli.Out.ToString(), StringComparison.Ordinal);
        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(_cli.File("out/batch_atomicity.json")));
        Assert.Equal([412, 413], file.RootElement.EnumerateArray().Select(static r => r.GetProperty("batchStatus")).Where(static s => s.ValueKind == JsonValueKind.Number).Select(static s => s.GetInt32()).Distinct());
        Assert.Equal(0, server.Counts().Documents.Of("students"));
    }

    [Fact]
    public async Task A_server_that_keeps_parts_ends_with_11_and_the_survivors_are_named()
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions { BreakAtomicity = true });
        Assert.Equal(ExitCode.Atomicity, await RunAsync(server, "-tl", "students", "--position", "2", "--poison", "MissingNaturalKey"));
        Assert.Contains("students-batch-4, MissingNaturalKey at 2 (correlation id ", _cli.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("  0 Create students {\"studentUniqueId\":\"", _cli.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("  1 Update students {\"studentUniqueId\":\"", _cli.Out.ToString(), StringComparison.Ordinal);
        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(_cli.File("out/batch_atomicity.json")));
        Assert.Equal(["Created", "Updated"], file.RootElement[0].GetProperty("survivors").EnumerateArray().Select(static s => s.GetProperty("change").GetString()));
        Assert.Equal(0, server.Counts().Documents.Of("students"));
    }

    [Fact]
    public async Task What_the_cmdlet_can_be_given_the_program_can_be_given_too()
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions { Forbid = "classPeriods" });
        const string Operation = """{"op":"create","resource":"classPeriods","document":{"classPeriodName":"poison","schoolReference":{"schoolId":255901001}}}""";
        await using (var full = await SimulatorHost.StartAsync(new SimulatorOptions()))
        {
            await RunAsync(full, "-tl", "students", "--position", "Middle", "--poison", "StaleETag", "--repeat", "2", "--cancelBatch", "--cancelAfter", "1ms", "--settleTime", "10ms");
            using var file = JsonDocument.Parse(await File.ReadAllTextAsync(_cli.File("out/batch_atomicity.json")));
            Assert.Equal(4, file.RootElement.GetArrayLength());
        }

        // the fixtures hold a class period, so that the program ends where it would make them: the operation itself was read
        Assert.NotEqual(ExitCode.Usage, await RunAsync(server, "-tl", "students", "--position", "Middle", "--poison", "ForbiddenResource", "--forbiddenOperation", Operation));
    }

    [Theory]
    [InlineData("students")]
    [InlineData("{}")]
    [InlineData("{\"op\":\"create\",\"resource\":\"\"}")]
    [InlineData("{\"op\":\"7\",\"resource\":\"schoolYearTypes\"}")]
    [InlineData("[1]")]
    public async Task What_is_no_operation_is_refused_before_anything_is_sent(string operation)
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions());
        Assert.Equal(ExitCode.Usage, await RunAsync(server, "--forbiddenOperation", operation));
        Assert.Contains("--forbiddenOperation is not an operation", _cli.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, server.Counts().TokenRequests);
    }

    [Fact]
    public async Task Ctrl_C_deletes_what_was_prepared_first()
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions());
        using (var connection = await Load.ConnectAsync(server))
        {
            await FixtureSet.InitializeAsync(connection.GetResources(), new FixtureKeys());
        }

        server.Change(static o => o with { LatencyTransactionMs = 300 }); // so that the test is under way when it is stopped
        var running = RunAsync(server, "-tl", "students", "-bt", "10", "--loadClients", "1");
        while (!server.Counts().Resources.ContainsKey("students POST") && !running.IsCompleted)
        {
            await Task.Delay(5); // polls; nothing depends on how long it takes
        }

        _cli.Stop();
        server.Change(static o => o with { LatencyTransactionMs = 0 });
        Assert.Equal(ExitCode.Canceled, await running);
        Assert.Contains("What was prepared has been deleted", _cli.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, server.Counts().Documents.Of("students"));
    }

    [Theory]
    [InlineData("--poison", "Arsenic", "OverLimit")]
    [InlineData("--position", "Nowhere", "First, Middle, Last")]
    [InlineData("--position", "12", "0 to 11")]
    public async Task What_does_not_exist_is_refused_before_anything_is_sent(string option, string value, string known)
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions());
        Assert.Equal(ExitCode.Usage, await RunAsync(server, option, value));
        Assert.Contains($"'{value}'".Replace("'12'", "12", StringComparison.Ordinal), _cli.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains(known, _cli.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, server.Counts().TokenRequests);
    }

    private Task<ExitCode> RunAsync(SimulatorHost server, params string[] args)
    {
        _cli.Environment["PERF_API_KEY"] = server.Options.Key;
        _cli.Environment["PERF_API_SECRET"] = server.Options.Secret;
        return _cli.RunAsync(["-b", server.BaseUrl.ToString(), "--testAtomicity", .. args]);
    }
}
