using EdFi.BatchPerf.Files.Locust;

namespace EdFi.BatchPerf.Unit.Reporting;

public sealed class LocustStatsReaderTests : IDisposable
{
    private const string Header = "Type,Name,Request Count,Failure Count,Median Response Time,Average Response Time,Min Response Time,Max Response Time,Average Content Size,Requests/s,Failures/s,50%,66%,75%,80%,90%,95%,98%,99%,99.9%,99.99%,100%";
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_harness_statistics_are_read_and_marked_as_what_they_are()
    {
        var rows = LocustStatsReader.Read(Write(
            "POST,/data/ed-fi/schools,5,0,20,22.5,18,30,12.0,0.1,0.0,20,21,22,22,30,30,30,30,30,30,30",
            "POST,students-batch-10,1000,10,100,123.4,50,900,3600.5,20.0,0.2,100,110,120,130,200,300,400,500,800,900,900",
            ",Aggregated,1005,10,100,122.9,18,900,3582.6,20.1,0.2,100,110,120,130,200,300,400,500,800,900,900"));

        Assert.Equal(["/data/ed-fi/schools", "students-batch-10", "Aggregated"], rows.Select(static r => r.Name));
        var batches = rows[1];
        Assert.Equal((1000, 10, 0.01, 29_700), (batches.Requests, batches.Failures, batches.FailureRate, batches.OperationsCommitted));
        Assert.Equal((100.0, 300.0, 500.0, 123.4, 900.0), (batches.P50Ms!.Value, batches.P95Ms!.Value, batches.P99Ms!.Value, batches.MeanMs!.Value, batches.MaxMs!.Value));
        Assert.Equal((20.0, 50.0, 594.0), (batches.RequestsPerSecond, batches.WindowSeconds, batches.CommittedOperationsPerSecond));
        Assert.Equal((true, false, true), (batches.Rounded, batches.SetUpIncluded, batches.OperationsInferred));
        Assert.All(rows.Skip(1), static r => Assert.True(r.HasMixedTimes));
        Assert.Equal((true, true, true, 29_700), (rows[2].Rounded, rows[2].SetUpIncluded, rows[2].OperationsInferred, rows[2].OperationsCommitted));
        Assert.Null(rows[0].OperationsInferred);
        Assert.All(rows, static r => Assert.Null(r.ServiceP50Ms));
        Assert.All(rows, static r => Assert.Equal(RunVerdict.NotKnown, r.Verdict));
        Assert.Null(rows[2].Method);
    }

    [Fact]
    public void What_version_0_1_wrote_in_that_form_is_not_rounded_and_mixes_times()
    {
        var row = LocustStatsReader.Read(Write(",Aggregated,2,1,10.5,10.5,10,11,100,1,0.5,10.5,11,11,11,11,11,11,11,11,11,11"))[0];

        Assert.Equal((false, false, true), (row.Rounded, row.SetUpIncluded, row.HasMixedTimes));
    }

    /// <summary>Times of whole milliseconds, as a slow clock or a patient server gives them, look like rounded ones.</summary>
    [Theory]
    [InlineData(10.5, 20.25)]
    [InlineData(10, 20)]
    public void What_this_version_wrote_in_that_form_has_times_of_successes_alone(double first, double second)
    {
        var samples = new LocustSamples()
            .Add("students-batch-10", first).Add("students-batch-10", second)
            .Add("students-batch-10", 1, ErrorKind.Conflict).Add("sections-batch-10", 1, ErrorKind.Conflict);
        var path = Path.Combine(_directory.Path, "batch_volume_stats.csv");
        using (var file = File.Create(path))
        {
            LocustStatsCsv.Write(file, samples.Names, TimeSpan.FromSeconds(3));
        }

        var rows = LocustStatsReader.Read(path);

        Assert.Equal(["sections-batch-10", "students-batch-10", "Aggregated"], rows.Select(static r => r.Name));
        Assert.All(rows, static r => Assert.Equal((TimesOf.Successes, false, false, false), (r.TimesOf, r.HasMixedTimes, r.Rounded, r.SetUpIncluded)));
        Assert.Equal([null, first, first], rows.Select(static r => r.MinMs));
    }

    [Fact]
    public void Cells_without_a_figure_are_null()
    {
        var row = LocustStatsReader.Read(Write("GET,x,0,0,0,0,0,0,0,0,0,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A"))[0];

        Assert.Null(row.P50Ms);
        Assert.Equal(0, row.WindowSeconds);
    }

    [Fact]
    public void What_is_wrong_is_named_with_its_line()
    {
        var problem = Assert.Throws<BatchPerfException>(() => LocustStatsReader.Read(Write("GET,x,many,0,0,0,0,0,0,0,0,1,1,1,1,1,1,1,1,1,1,1")));
        Assert.Equal("LocustFileInvalid", problem.ErrorId);
        Assert.Contains("line 2", problem.Message, StringComparison.Ordinal);
        Assert.Equal("ResultFileNotReadable", Assert.Throws<BatchPerfException>(() => LocustStatsReader.Read("/none/stats.csv")).ErrorId);
    }

    private string Write(params string[] lines)
    {
        var path = Path.Combine(_directory.Path, "batch_volume_stats.csv");
        File.WriteAllText(path, string.Join("\r\n", [Header, .. lines]) + "\r\n");
        Assert.True(LocustStatsReader.IsStats(path));
        return path;
    }
}
