using EdFi.BatchPerf.Files.Results;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Questions.Comparison;
using EdFi.BatchPerf.Unit.Reporting;

namespace EdFi.BatchPerf.Unit.Comparison;

/// <summary>Where the one-second windows of a stored run come from.</summary>
public sealed class ComparedFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_run_s_file_has_the_windows_of_its_own_results_beside_it_and_not_those_of_another_run()
    {
        await WriteResultsAsync();
        RunJson.Write(_directory.File("run.run.json"), Run("0000000000abc"));
        Assert.NotNull(ComparedRun.Read(_directory.File("run.run.json")).Windows()[0].P95Ms);

        RunJson.Write(_directory.File("run.run.json"), Run("0000000000xyz"));
        Assert.Empty(ComparedRun.Read(_directory.File("run.run.json")).Windows());

        await File.WriteAllTextAsync(_directory.File("run.csv"), "no results");
        Assert.Empty(ComparedRun.Read(_directory.File("run.run.json")).Windows());
    }

    [Fact]
    public async Task A_run_that_is_kept_has_its_windows_after_its_results_were_replaced()
    {
        await WriteResultsAsync();
        RunJson.Write(_directory.File("run.run.json"), Run("0000000000abc"));
        var kept = ComparedRun.Read(_directory.File("run.run.json")).Keep();

        File.Delete(_directory.File("run.csv"));

        Assert.NotEmpty(kept.Windows());
    }

    private async Task WriteResultsAsync()
    {
        await using var sink = ResultCsvSink.Open(_directory.File("run.csv"));
        sink.Write(ResultSamples.Success());
        sink.Write(ResultSamples.Success(sequence: 2500)); // a window is whole where something ended after it
    }

    private static RunDocument Run(string id) => new()
    {
        RunId = id,
        StartedAt = ResultSamples.Start,
        EndedAt = ResultSamples.Start.AddSeconds(3),
        MeasuredFrom = ResultSamples.Start,
        MeasuredTo = ResultSamples.Start.AddSeconds(3),
        Server = new Uri("https://dms.example.org/"),
        Plan = new RunPlanSummary { LoadModel = "Closed", Scenarios = ["students-batch-10"] },
        Verdict = new VerdictReport { Verdict = RunVerdict.Valid },
        Totals = new RunTotals { Batches = 2, Succeeded = 2 },
    };
}
