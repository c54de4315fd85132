using EdFi.BatchPerf.Files.Runs;

namespace EdFi.BatchPerf.Unit.Reporting;

public sealed class RunJsonTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Path => _directory.File("results.run.json");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_run_comes_back_as_it_was()
    {
        var document = Sample();
        RunJson.Write(Path, document);

        var read = RunJson.Read(Path);

        Assert.Equal(document.Plan with { Scenarios = read.Plan.Scenarios, Stages = read.Plan.Stages }, read.Plan);
        Assert.Equal(document.Totals, read.Totals);
        Assert.Equal(document.Metrics.Single().P99Ms, read.Metrics.Single().P99Ms);
        Assert.Equal(document.Errors.Single() with { FirstFailedOperation = null }, read.Errors.Single() with { FirstFailedOperation = null });
        Assert.Equal("create", read.Errors.Single().FirstFailedOperation?.Op);
        Assert.Equal((document.StartedAt, document.EndedAt, document.StopReason, document.Server), (read.StartedAt, read.EndedAt, read.StopReason, read.Server));
    }

    [Fact]
    public void Names_are_camel_case_and_enums_are_words()
    {
        RunJson.Write(Path, Sample());

        var text = File.ReadAllText(Path);
        Assert.StartsWith("{\n  \"version\": 1,\n  \"runId\": \"0000000000abc\",\n", text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("\"stopReason\": \"Duration\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Writing_replaces_the_file_and_leaves_no_other()
    {
        RunJson.Write(Path, Sample());
        RunJson.Write(Path, Sample() with { Seed = 8 });

        Assert.Equal(8, RunJson.Read(Path).Seed);
        Assert.Equal([Path], Directory.GetFiles(_directory.Path));
    }

    [Fact]
    public void It_lies_beside_the_results()
    {
        Assert.Equal("a/results.run.json", RunJson.PathBeside("a/results.csv"));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"version\": 2}")]
    public void What_is_no_run_is_refused(string text)
    {
        File.WriteAllText(Path, text);

        Assert.Equal("RunFileInvalid", Assert.Throws<BatchPerfException>(() => RunJson.Read(Path)).ErrorId);
    }

    [Fact]
    public void A_file_that_is_not_there_cannot_be_read()
    {
        Assert.Equal("RunFileNotReadable", Assert.Throws<BatchPerfException>(() => RunJson.Read(Path)).ErrorId);
    }

    [Fact]
    public void A_path_that_cannot_be_written_is_named()
    {
        Assert.Equal("RunFileNotWritable", Assert.Throws<BatchPerfException>(() => RunJson.Write(_directory.File("missing/x.run.json"), Sample())).ErrorId);
    }

    private static RunDocument Sample() => new()
    {
        RunId = "0000000000abc",
        Seed = 7,
        StartedAt = ResultSamples.Start,
        EndedAt = ResultSamples.Start.AddMinutes(1),
        StopReason = StopReason.Duration,
        Server = new Uri("https://dms.example.org/"),
        Plan = new RunPlanSummary { LoadModel = "Closed", Scenarios = ["students-batch-10"], Duration = TimeSpan.FromMinutes(1), ClientCount = 3 },
        Verdict = new VerdictReport { Verdict = RunVerdict.TooShort, Reasons = ["60 s"] },
        Totals = new RunTotals { Batches = 4, Succeeded = 3, Failed = 1 },
        Metrics = [new BatchMetrics { Name = BatchMetrics.AggregatedName, P99Ms = 1.25 }],
        Errors = [new DistinctError { Kind = ErrorKind.Conflict, Name = "students-batch-10", Message = "no", FirstFailedOperation = new FailedOperation { Index = 0, Op = "create" } }],
    };
}
