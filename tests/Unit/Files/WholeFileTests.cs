using EdFi.BatchPerf.Files.Output;
using EdFi.BatchPerf.Unit.Reporting;

namespace EdFi.BatchPerf.Unit.Files;

public sealed class WholeFileTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly TemporaryDirectory _directory = new();

    private string Path => _directory.File("report.html");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_disk_that_fills_half_way_leaves_the_old_file_whole_and_no_other()
    {
        File.WriteAllText(Path, "old and whole");

        var error = Assert.Throws<IOException>(() => WholeFile.Write(Path, FileAudience.Umask, static stream =>
        {
            stream.Write("new and ha"u8);
            throw new IOException($"No space left on device : '{((FileStream)stream).Name}'");
        }));

        Assert.Contains($"No space left on device : '{Path}'", error.Message, StringComparison.Ordinal);
        Assert.Equal("old and whole", File.ReadAllText(Path));
        Assert.Equal([Path], Directory.GetFiles(_directory.Path));
    }

    [Fact]
    public void A_reader_sees_the_old_file_until_the_new_one_is_whole()
    {
        File.WriteAllText(Path, "old");

        WholeFile.Write(Path, FileAudience.Umask, stream =>
        {
            stream.Write("ne"u8);
            Assert.Equal("old", File.ReadAllText(Path));
            stream.Write("w"u8);
        });

        Assert.Equal("new", File.ReadAllText(Path));
        Assert.Equal([Path], Directory.GetFiles(_directory.Path));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_link_under_the_file_s_name_is_refused_and_its_target_left_alone(bool whole)
    {
        File.WriteAllText(_directory.File("victim"), "precious");
        File.CreateSymbolicLink(Path, _directory.File("victim"));

        var error = Assert.Throws<IOException>(() => Write(whole));

        Assert.Contains("is a link to", error.Message, StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(_directory.File("victim")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_link_that_leads_nowhere_is_not_followed_either(bool whole)
    {
        File.CreateSymbolicLink(Path, _directory.File("planted"));

        Assert.Throws<IOException>(() => Write(whole));
        Assert.False(File.Exists(_directory.File("planted")));
    }

    [Fact]
    public void Whoever_reads_a_growing_file_keeps_the_old_one_when_it_is_replaced()
    {
        File.WriteAllText(Path, "old");
        using var reader = new StreamReader(new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));

        using (var file = GrowingFile.Create(Path, replace: true, FileAudience.Owner))
        {
            file.Write("new"u8);
        }

        Assert.Equal(("old", "new"), (reader.ReadToEnd(), File.ReadAllText(Path)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Made_for_its_owner_a_file_is_readable_for_nobody_else_and_one_that_was_there_keeps_its_mode(bool whole)
    {
        if (OperatingSystem.IsWindows())
        {
            return; // the folder decides there
        }

        Write(whole);
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(Path));

        var shared = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        File.SetUnixFileMode(Path, shared);
        Write(whole);
        Assert.Equal(shared, File.GetUnixFileMode(Path));
    }

    [Fact]
    public void A_report_has_the_mode_that_the_umask_leaves()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // the folder decides there
        }

        File.WriteAllText(_directory.File("usual"), "");

        WholeFile.Write(Path, FileAudience.Umask, static stream => stream.Write("x"u8));

        Assert.Equal(File.GetUnixFileMode(_directory.File("usual")), File.GetUnixFileMode(Path));
    }

    [Fact]
    public void A_device_is_refused()
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.Contains("is a device", Assert.Throws<IOException>(() => GrowingFile.Create("/dev/null", replace: true, FileAudience.Owner)).Message, StringComparison.Ordinal);
        }
    }

    private void Write(bool whole)
    {
        if (whole)
        {
            WholeFile.Write(Path, FileAudience.Owner, static stream => stream.Write("x"u8));
        }
        else
        {
            GrowingFile.Create(Path, replace: true, FileAudience.Owner).Dispose();
        }
    }
}
