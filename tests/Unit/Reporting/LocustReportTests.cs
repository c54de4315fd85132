using EdFi.BatchPerf.Files.Locust;
using EdFi.BatchPerf.Files.Output;

namespace EdFi.BatchPerf.Unit.Reporting;

public sealed class LocustReportTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Opening_makes_the_directory_and_the_history_and_removes_what_an_earlier_run_left()
    {
        Directory.CreateDirectory(_directory.File("a/b"));
        File.WriteAllText(_directory.File("a/b/batch_volume_stats.csv"), "of an earlier run");

        using (var report = LocustReport.Open(_directory.File("a/b"), "batch_volume"))
        {
            Assert.Equal(
                ["batch_volume_stats.csv", "batch_volume_stats_history.csv", "batch_volume_failures.csv", "batch_volume_exceptions.csv"],
                report.Paths.Select(Path.GetFileName));
            Assert.Equal("OutputInUse", Assert.Throws<BatchPerfException>(() => LocustReport.Open(_directory.File("a/b"), "batch_volume")).ErrorId);
        }

        Assert.Equal(["batch_volume_stats_history.csv"], Directory.GetFiles(_directory.File("a/b")).Select(Path.GetFileName));
    }

    [Fact]
    public void A_directory_that_is_a_file_is_named()
    {
        File.WriteAllText(_directory.File("a"), "");

        Assert.Equal("OutputDirectoryNotWritable", Assert.Throws<BatchPerfException>(() => LocustReport.Open(_directory.File("a"), "x")).ErrorId);
        Assert.Equal("OutputDirectoryNotWritable", Assert.Throws<BatchPerfException>(() => OutputDirectory.Check(_directory.File("a"))).ErrorId);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_named()
    {
        Directory.CreateDirectory(_directory.File("x_failures.csv"));

        Assert.Contains("x_failures.csv", Assert.Throws<BatchPerfException>(() => LocustReport.Open(_directory.Path, "x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Checking_a_directory_leaves_nothing_in_it()
    {
        OutputDirectory.Check(_directory.Path);

        Assert.Empty(Directory.GetFiles(_directory.Path));
    }
}
