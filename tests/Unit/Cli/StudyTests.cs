using System.Text.Json;
using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Unit.Cli;

/// <summary>Studies of many runs over real sockets.</summary>
public sealed class StudyTests : IDisposable
{
    private readonly CliRunner _cli = new();

    public StudyTests()
    {
        _cli.Environment["PERF_API_KEY"] = "simulator-key";
        _cli.Environment["PERF_API_SECRET"] = "simulator-secret";
    }

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Sizes_are_measured_and_the_limit_is_found()
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions { BatchLimit = 12, LatencyTransactionMs = 10 });

        var code = await RunAsync(server, "--measureBatchSize", "4", "1", "5", "--findLimit", "--repeat", "2", "--duration", "250ms", "-c", "1", "-tl", "students", "--seed", "3");

        Assert.InRange(code, ExitCode.Success, ExitCode.Failures); // a busy machine may be the limit of every size
        using var study = JsonDocument.Parse(await File.ReadAllTextAsync(_cli.File("out/batch_size.json")));
        var root = study.RootElement;
        Assert.Equal((12, "Search", 6, 4), (root.GetProperty("batchLimit").GetInt32(), root.GetProperty("batchLimitSource").GetString(), root.GetProperty("runsPlanned").GetInt32(), root.GetProperty("runsMeasured").GetInt32()));
        Assert.Equal([1, 4, 5], root.GetProperty("points").EnumerateArray().Select(static p => p.GetProperty("tripleCount").GetInt32()));
        Assert.Contains("refused (413)", _cli.Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("The server takes at most 12 operations in a batch", _cli.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_capacity_that_nothing_reaches_ends_with_the_code_of_thresholds()
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions { LatencyTransactionMs = 20 });

        var code = await RunAsync(server, "--findCapacity", "Clients", "--threshold", "min < 5ms", "--studyRepeat", "1", "--duration", "200ms", "--drainTime", "10ms", "-tl", "students", "-bt", "1");

        Assert.Equal(ExitCode.Threshold, code);
        Assert.Contains("--studyRepeat is called --repeat now", _cli.Error.ToString(), StringComparison.Ordinal);
        using var found = JsonDocument.Parse(await File.ReadAllTextAsync(_cli.File("out/batch_capacity.json")));
        Assert.Contains(found.RootElement.GetProperty("answer").GetString(), (string[])["NothingHeld", "ClientLimited"]);
        Assert.NotEmpty(found.RootElement.GetProperty("steps").EnumerateArray());
    }

    [Theory]
    [InlineData("'x' (the option --measureBatchSize)", "--measureBatchSize", "x")]
    [InlineData("'most' (the option --failureLimit)", "--measureBatchSize", "1", "--failureLimit", "most")]
    [InlineData("'much' (the option --kneeTolerance)", "--measureBatchSize", "1", "--kneeTolerance", "much")]
    [InlineData("'150%' (the option --confidence)", "--findCapacity", "Clients", "--threshold", "p95 < 1s", "--confidence", "150%")]
    [InlineData("'0' is not a weight for students", "-t", "VOLUME", "--testList", "students=0")]
    [InlineData("'24' (--schoolYear)", "-t", "VOLUME", "--schoolYear", "24")]
    [InlineData("'SchoolID2' is not a fixture key", "-t", "VOLUME", "--fixtureKey", "SchoolID2=5")]
    [InlineData("'5.5' does not fit the fixture key SchoolId", "-t", "VOLUME", "--fixtureKey", "SchoolId=5.5")]
    [InlineData("from 1 to 2147483647", "-t", "VOLUME", "--stopOnFailureMinimum", "0")]
    [InlineData("No threshold", "--findCapacity", "Clients")]
    [InlineData("is a lower limit, which low load breaks", "--findCapacity", "Clients", "--threshold", "requests > 5")]
    [InlineData("The latter is the former name", "--findCapacity", "Clients", "--threshold", "p95 < 1s", "--repeat", "1", "--studyRepeat", "1")]
    [InlineData("Give --repeat instead", "-t", "VOLUME", "--studyRepeat", "1")]
    [InlineData("'101' (--repeat)", "--findCapacity", "Clients", "--threshold", "p95 < 1s", "--repeat", "101")]
    [InlineData("'maxCpu' is not a verdict threshold", "-t", "VOLUME", "--verdictThreshold", "maxCpu=1")]
    [InlineData("'much' does not fit the verdict threshold MaxCpuShare", "-t", "VOLUME", "--verdictThreshold", "maxCpuShare=much")]
    [InlineData("above its maximum", "--findCapacity", "ArrivalRate", "--threshold", "p95 < 1s", "--capacityStart", "9", "--capacityMaximum", "5")]
    public async Task What_makes_no_sense_is_refused_before_anything_is_sent(string words, params string[] args)
    {
        Assert.Equal(ExitCode.Usage, await _cli.RunAsync(["-b", "http://127.0.0.1:1", .. args]));
        Assert.Contains(words, _cli.Output, StringComparison.Ordinal);
    }

    private Task<ExitCode> RunAsync(SimulatorHost server, params string[] args) => _cli.RunAsync(["-b", server.BaseUrl.ToString(), .. args]);
}
