using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Files.Results;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Jobs.Loads;
using EdFi.BatchPerf.Jobs.Preparing;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Reporting;

namespace EdFi.BatchPerf.Unit.Jobs;

public sealed class LoadJobTests : IAsyncLifetime, IDisposable
{
    private const int Batches = 20;
    private static readonly string[] Names = ["students"];

    /// <summary>What is written at the end of a run.</summary>
    private static readonly string[] Outputs =
    [
        "results.run.json", "report.html", "batch_volume_stats.csv", "batch_volume_failures.csv", "batch_volume_exceptions.csv",
    ];

    private readonly TemporaryDirectory _directory = new();
    private SimulatorHost _server = null!;

    public static TheoryData<string, string> Failures()
    {
        var data = new TheoryData<string, string>();
        foreach (var output in Outputs)
        {
            data.Add(output, "a folder lies there");
            data.Add(output, "a link lies there");
        }

        return data;
    }

    public async Task InitializeAsync() => _server = await SimulatorHost.StartAsync(new SimulatorOptions());

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task An_output_that_fails_is_named_and_costs_neither_the_figures_nor_another_output(string output, string obstacle)
    {
        if (obstacle == "a link lies there" && OperatingSystem.IsWindows())
        {
            return; // links need a right there
        }

        using var host = new RecordingLoadHost { Begun = _ => PutInTheWay(output, obstacle) };

        var end = Assert.Single((await RunAsync(host)).Ends);

        var failed = Assert.Single(end.Failed);
        Assert.Contains(_directory.File(output), failed.Message, StringComparison.Ordinal);
        Assert.Equal(ProblemKind.File, failed.Problem);
        Assert.Null(end.Problem);
        Assert.Equal(["figures", "end"], host.Order);
        Assert.Equal(Batches, end.Run.Totals.Succeeded);
        Assert.Equal(Batches, new ResultCsvReader(_directory.File("results.csv")).Read().Count());
        Assert.All(Outputs.Where(name => name != output), name => Assert.NotEqual(0, new FileInfo(_directory.File(name)).Length));
        if (output != "results.run.json")
        {
            Assert.Equal(Batches, RunJson.Read(_directory.File("results.run.json")).Totals.Succeeded);
        }
    }

    [Fact]
    public async Task Figures_that_cannot_be_shown_are_named_and_cost_no_file()
    {
        using var host = new RecordingLoadHost { Full = true };

        var end = Assert.Single((await RunAsync(host)).Ends);

        Assert.Equal(
            ["The figures could not be completed: No space left on device", "The end of the run could not be completed: No space left on device"],
            end.Failed.Select(static problem => problem.Message));
        Assert.All(Outputs, name => Assert.NotEqual(0, new FileInfo(_directory.File(name)).Length));
    }

    [Fact]
    public async Task A_threshold_that_fits_nothing_costs_neither_the_figures_nor_an_output()
    {
        using var host = new RecordingLoadHost();

        var end = Assert.Single((await RunAsync(host, thresholds: ["p99 < 60s for nobody-*"])).Ends);

        Assert.Contains("nobody-*", end.ThresholdProblem!.Message, StringComparison.Ordinal);
        Assert.Empty(end.Failed);
        Assert.All(Outputs, name => Assert.True(File.Exists(_directory.File(name)), name));
    }

    [Fact]
    public async Task Several_runs_have_ids_and_files_of_their_own()
    {
        using var host = new RecordingLoadHost();

        var outcome = await RunAsync(host, repeat: 2);

        Assert.Equal(["figures", "end", "figures", "end"], host.Order);
        Assert.Equal(
            outcome.Ends.Select(static end => end.Run.RunId),
            new[] { 1, 2 }.Select(number => RunJson.Read(_directory.File($"results-{number}.run.json")).RunId));
    }

    private void PutInTheWay(string output, string obstacle)
    {
        if (obstacle == "a folder lies there")
        {
            Directory.CreateDirectory(_directory.File(output));
        }
        else
        {
            File.WriteAllText(_directory.File("elsewhere"), "");
            File.CreateSymbolicLink(_directory.File(output), _directory.File("elsewhere"));
        }
    }

    private async Task<LoadOutcome> RunAsync(RecordingLoadHost host, int repeat = 1, string[]? thresholds = null)
    {
        using var connection = await Load.ConnectAsync(_server);
        return await new LoadJob(host).RunAsync(new LoadRequest
        {
            Servers = [new LoadServer(connection.BaseUrl, _ => Task.FromResult(connection))],
            Repeat = repeat,
            Catalog = new ScenarioCatalog(),
            Names = Names,
            Fixtures = new FixtureStep(new FixtureKeys(), [], CreateMissing: true),
            Options = static (_, descriptors, _) => new ScenarioOptions { TripleCount = 1, AvailableDescriptors = descriptors },
            Plan = Plan,
            Files = Files,
            Thresholds = [.. (thresholds ?? []).Select(Questions.Thresholds.ThresholdParser.Parse)],
        }).WaitAsync(Load.Bound);
    }

    private LoadFiles Files(RunNumber number) => new()
    {
        Results = number.File(_directory.File("results.csv")),
        Report = number.File(_directory.File("report.html")),
        Locust = number.Folder(_directory.Path),
        JournalFolder = _directory.Path,
    };

    private static RunPlan Plan(ScenarioCatalog catalog, ScenarioOptions options) => Plans.Counted(Batches) with
    {
        Scenarios = [.. new ScenarioFactory(catalog).Create(Names, options).Select(static s => new ScenarioShare(s))],
    };
}
