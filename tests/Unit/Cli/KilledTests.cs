using System.Diagnostics;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Files.Output;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Simulator;

namespace EdFi.BatchPerf.Unit.Cli;

/// <summary>The console program, killed in the middle of a run, and what its journal tells afterwards.</summary>
public sealed class KilledTests : IAsyncLifetime, IDisposable
{
    private const double Frozen = 600_000;
    private readonly CliRunner _cli = new();
    private SimulatorHost _server = null!;

    public async Task InitializeAsync()
    {
        _server = await SimulatorHost.StartAsync(new SimulatorOptions { QueryMapping = QueryMapping.TryParse("measured")! });
        _cli.Environment["PERF_API_KEY"] = _server.Options.Key;
        _cli.Environment["PERF_API_SECRET"] = _server.Options.Secret;
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task What_a_killed_run_left_is_found_removed_and_the_run_goes_on()
    {
        using (var process = Start("-t", "VOLUME", "-d", "true", "-c", "64", "-r", "1000", "--batchCount", "3000", "-tl", "sections", "-o", "out"))
        {
            await FreezeWithSectionsAsync(process);
            process.Kill(); // SIGKILL: nothing of the process gets a chance to tidy up
            await process.WaitForExitAsync();
        }

        _server.Change(static o => o with { LatencyTransactionMs = 0 });
        var journal = Assert.Single(Directory.GetFiles(_cli.File("out"), "volume_*.journal"));
        var told = await SectionsAsync();
        Assert.NotEmpty(told);
        Assert.Contains("\ni ", await File.ReadAllTextAsync(journal), StringComparison.Ordinal); // ids, as they came

        Assert.Equal(ExitCode.Leftover, await RunAsync("--leftover", journal));
        Assert.Equal(told, [.. _cli.Out.ToString().Split('\n').Where(static l => l.Contains(" sections {", StringComparison.Ordinal)).Select(static l => l.Split('"')[3]).Order(StringComparer.Ordinal)]);
        using (FileClaim.Take(journal)) // as a run does while it lasts
        {
            Assert.Equal(ExitCode.File, await RunAsync("--leftover", journal, "--remove"));
            Assert.Equal(ExitCode.Leftover, await RunAsync("--leftover", journal));
        }

        Assert.Equal(ExitCode.Success, await RunAsync("--leftover", journal, "--remove"));
        Assert.Empty(await SectionsAsync());

        var first = await File.ReadAllBytesAsync(_cli.File("out/volume_results.csv"));
        Assert.Equal(ExitCode.Success, await RunAsync("--resume", journal, "-o", "out"));
        Assert.Equal(first, await File.ReadAllBytesAsync(_cli.File("out/volume_results.csv")));
        Assert.True(File.Exists(_cli.File("out/volume_results-2.csv")));
        Assert.Contains(Path.GetFileNameWithoutExtension(journal)["volume_".Length..], _cli.Error.ToString(), StringComparison.Ordinal);
        Assert.Empty(await SectionsAsync());
        Assert.Equal(ExitCode.Leftover, await RunAsync("--leftover", journal));
        Assert.Contains("shows no sections at all", _cli.Error.ToString(), StringComparison.Ordinal);
        using (var client = new SimulatorClient(_server))
        {
            const string Offering = """{"localCourseCode":"BATCHPERF-ALG1","schoolId":255901001,"schoolYear":2025,"sessionName":"BatchPerf 2024-2025 Fall Semester"}""";
            using var created = await client.SendAsync(HttpMethod.Post, "/data/ed-fi/sections", $$"""{"sectionIdentifier":"604822","courseOfferingReference":{{Offering}}}""");
            Assert.Equal(201, (int)created.StatusCode);
        }

        Assert.Equal(ExitCode.Success, await RunAsync("--leftover", journal));
        Assert.Equal(ExitCode.Usage, await RunAsync("--resume", journal));
        Assert.Contains("came to its planned end", _cli.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_load_of_a_run_that_goes_on_cannot_be_changed()
    {
        Assert.Equal(ExitCode.Usage, await RunAsync("--resume", "none.journal", "--clientCount", "3"));
        Assert.Contains("--clientCount was given together with --resume", _cli.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.File, await RunAsync("--resume", "none.journal"));
        Assert.Equal(ExitCode.File, await RunAsync("--leftover", "none.journal"));
    }

    private Task<ExitCode> RunAsync(params string[] args) => _cli.RunAsync(["-b", _server.BaseUrl.ToString(), .. args]);

    private Process Start(params string[] args) => _cli.StartProcess(["-b", _server.BaseUrl.ToString(), .. args]);

    /// <summary>Holds every request from a moment on at which documents were there, and so triples half done.</summary>
    private async Task FreezeWithSectionsAsync(Process process)
    {
        var began = Stopwatch.GetTimestamp();
        var frozen = false;
        while (!frozen || _server.Counts().Documents.Of("sections") == 0)
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < Load.Bound && !process.HasExited, "No document was ever seen.");
            _server.Change(static o => o with { LatencyTransactionMs = 20, LatencyJitter = 0.5 });
            await Task.Delay(50);
            if (_server.Counts().Resources.ContainsKey("sections DELETE")) // the load is under way; fixtures are not to be held
            {
                _server.Change(static o => o with { LatencyTransactionMs = Frozen });
                frozen = true;
                await Task.Delay(50); // what had begun before ends
            }
        }
    }

    private async Task<List<string>> SectionsAsync()
    {
        using var connection = await Load.ConnectAsync(_server);
        var answer = await connection.GetResources().GetAsync("sections", "limit=500", default);
        return [.. JsonNode.Parse(answer.Body.Span)!.AsArray().Select(static d => (string)d!["sectionIdentifier"]!).Order(StringComparer.Ordinal)];
    }
}
