using EdFi.BatchPerf.Files.Output;
using EdFi.BatchPerf.Files.Results;
using EdFi.BatchPerf.Unit.Reporting;
using EdFi.BatchPerf.Unit.ServerMetrics;

namespace EdFi.BatchPerf.Unit.Files;

public sealed class FileClaimTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Path => _directory.File("results.csv");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_file_that_one_writer_claims_is_refused_to_another_by_name_until_it_is_released()
    {
        using (FileClaim.Take(Path))
        {
            var error = Assert.Throws<BatchPerfException>(() => FileClaim.Take(Path));
            Assert.Equal(("OutputInUse", ProblemKind.File), (error.ErrorId, error.Problem));
            Assert.Contains($"Another run writes to '{Path}'", error.Message, StringComparison.Ordinal);
            Assert.Contains("another Output", error.NextStep, StringComparison.Ordinal);
        }

        FileClaim.Take(Path).Dispose();
        Assert.Empty(Directory.GetFiles(_directory.Path));
    }

    [Fact]
    public void A_claim_does_not_touch_the_file_and_others_read_it()
    {
        File.WriteAllText(Path, "mine");

        using (FileClaim.Take(Path))
        {
            Assert.Equal("mine", File.ReadAllText(Path));
        }

        Assert.Equal("mine", File.ReadAllText(Path));
    }

    [Fact]
    public void A_lock_file_that_a_killed_run_left_is_free()
    {
        File.WriteAllText(Path + ".lock", "");

        FileClaim.Take(Path).Dispose();

        Assert.Empty(Directory.GetFiles(_directory.Path));
    }

    [Fact]
    public void What_somebody_else_keeps_under_the_name_of_the_lock_is_left_alone()
    {
        File.WriteAllText(Path + ".lock", "precious");

        Assert.Equal("OutputNotWritable", Assert.Throws<BatchPerfException>(() => FileClaim.Take(Path)).ErrorId);
        Assert.Equal("precious", File.ReadAllText(Path + ".lock"));
    }

    [Theory]
    [InlineData("results.csv")]
    [InlineData("results.csv.lock")]
    public void A_planted_link_is_refused_and_its_target_left_alone(string name)
    {
        var victim = _directory.File("victim");
        File.WriteAllText(victim, "");
        File.CreateSymbolicLink(_directory.File(name), victim);
        var before = File.GetLastWriteTimeUtc(victim);

        var error = Assert.Throws<BatchPerfException>(() => FileClaim.Take(Path));

        Assert.Contains("is a link to", error.Message, StringComparison.Ordinal);
        Assert.Equal((true, before), (File.Exists(victim), File.GetLastWriteTimeUtc(victim)));
    }

    [UnixFact]
    public void A_planted_pipe_is_refused_and_not_waited_for()
    {
        foreach (var name in new[] { "results.csv", "results.csv.lock" })
        {
            using var made = System.Diagnostics.Process.Start("mkfifo", [_directory.File(name)]);
            made.WaitForExit();

            var error = Assert.Throws<BatchPerfException>(() => ResultCsvSink.Open(Path, force: true));

            Assert.Equal("ResultPathNotWritable", error.ErrorId);
            Assert.Contains("is a pipe", error.Message, StringComparison.Ordinal);
            Assert.True(File.Exists(_directory.File(name)));
            File.Delete(_directory.File(name));
        }
    }

    [Fact]
    public async Task Of_many_that_claim_and_release_at_once_only_one_holds_the_file_at_a_time()
    {
        var (inside, most, taken) = (0, 0, 0);
        await Parallel.ForEachAsync(Enumerable.Range(0, 4), async (_, _) =>
        {
            for (var tries = 0; tries < 300; tries++)
            {
                try
                {
                    using var claim = FileClaim.Take(Path);
                    most = Math.Max(most, Interlocked.Increment(ref inside));
                    Interlocked.Increment(ref taken);
                    await Task.Yield();
                    Interlocked.Decrement(ref inside);
                }
                catch (BatchPerfException refused)
                {
                    Assert.Contains(refused.ErrorId, new[] { "OutputInUse", "OutputNotWritable" });
                }
            }
        });

        Assert.Equal(1, most);
        Assert.True(taken > 0);
    }

    [Fact]
    public void One_run_cannot_name_a_file_for_two_outputs()
    {
        using var claims = new OutputClaims();
        claims.Add(Path);

        Assert.Equal("OutputNamedTwice", Assert.Throws<BatchPerfException>(() => claims.Add(_directory.File("x/../results.csv"))).ErrorId);
        Assert.True(claims.Holds(Path));
        Assert.Null(OutputClaims.Own(claims, Path));
    }
}
