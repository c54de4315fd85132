using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Jobs.Runs;
using EdFi.BatchPerf.Questions.Judging;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Faults;
using EdFi.BatchPerf.Unit.Reporting;

namespace EdFi.BatchPerf.Unit.Jobs;

/// <summary>A run that was stopped says so where its figures are shown, and keeps it in its file.</summary>
public sealed class EarlyEndTests
{
    [Theory]
    [InlineData("stop file", StopSource.StopFile, "its stop file was created.")]
    [InlineData("dashboard", StopSource.Dashboard, "it was stopped on its dashboard.")]
    [InlineData("Ctrl+C", null, "it was cancelled, by Ctrl+C, a signal or the end of its pipeline.")]
    public async Task A_run_that_is_stopped_warns_of_it_and_its_file_knows_by_what(string how, StopSource? by, string words)
    {
        using var directory = new TemporaryDirectory();
        await using var server = new RawServer();
        using var connection = server.Connect();
        var load = Load.Start(connection, Plans.Closed() with { StopFile = directory.File("stop") });
        await Signals.UntilAsync(() => load.Run.Totals.Batches > 0);

        Stop(load, how, directory.File("stop"));
        await Load.FinishAsync(load);

        RunJson.Write(directory.File("r.run.json"), load.Run);
        var read = RunJson.Read(directory.File("r.run.json"));
        Assert.Equal((by, by), (load.Run.StoppedBy, read.StoppedBy));
        Assert.Matches($"^The run ended early, after [0-9]+m?s: {System.Text.RegularExpressions.Regex.Escape(words)}$", RunEnd.Warnings(load.Run).First());
        Assert.EndsWith(words, $"{RunJudgement.Of(JudgedFacts.Of(read), [], limitProblem: null, baseline: null)}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_ends_as_planned_warns_of_no_early_end()
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var load = Load.Start(connection, Plans.Counted(5));
        await Load.FinishAsync(load);

        Assert.Null(load.Run.StoppedBy);
        Assert.DoesNotContain(RunEnd.Warnings(load.Run), static warning => warning.Contains("ended early", StringComparison.Ordinal));
    }

    private static void Stop(Running.LoadRun load, string how, string file)
    {
        if (how == "stop file")
        {
            File.WriteAllText(file, "");
        }
        else if (how == "dashboard")
        {
            load.Stop(StopReason.StopRequested, StopSource.Dashboard);
        }
        else
        {
            load.Cancel();
        }
    }
}
