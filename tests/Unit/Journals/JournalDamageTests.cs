using System.Text;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Unit.Files;
using EdFi.BatchPerf.Unit.Reporting;

namespace EdFi.BatchPerf.Unit.Journals;

/// <summary>A journal that is not as its run wrote it is named as damaged: what it says is never taken for what a run left.</summary>
public sealed class JournalDamageTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Path => _directory.File("run.journal");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_flipped_bit_in_any_byte_of_the_body_is_found()
    {
        var whole = Killed();
        var body = Array.IndexOf(whole, (byte)'\n') + 1;
        for (var at = body; at < whole.Length; at++)
        {
            var bytes = (byte[])whole.Clone();
            bytes[at] ^= (byte)(1 << (at % 8));
            File.WriteAllBytes(Path, bytes);

            var error = Assert.Throws<BatchPerfException>(() => JournalContent.Read(Path));

            Assert.Equal("JournalDamaged", error.ErrorId);
        }
    }

    [Fact]
    public void A_thousand_mutations_are_refused_or_were_cut_off_where_a_killed_run_may_have_been()
    {
        var whole = Killed();
        var known = Prefixes(whole);
        var random = new Random(20260);
        for (var i = 0; i < 1000; i++)
        {
            File.WriteAllBytes(Path, Mutation.Of(whole, random));
            try
            {
                var read = JournalContent.Read(Path);
                Assert.Contains(Told(read), known);
            }
            catch (BatchPerfException error)
            {
                Assert.Contains(error.ErrorId, new[] { "JournalDamaged", "JournalInvalid" });
            }
        }
    }

    public static TheoryData<string, Func<string[], string[]>> Damages => new()
    {
        { "a line is gone", static lines => [.. lines.Where(static (_, i) => i != 2)] },
        { "a line appears twice", static lines => [.. lines[..3], .. lines[2..]] },
        { "two lines have changed places", static lines => [.. lines[..2], lines[3], lines[2], .. lines[4..]] },
        { "a line of another journal", static lines => [.. lines[..2], "r 0 9 24 0 *00000000", .. lines[2..]] },
        { "a line without a checksum", static lines => [.. lines[..2], "r 0 9 24 0", .. lines[2..]] },
        { "the body is zeroed", static lines => [lines[0], new string('\0', 500)] },
        { "the body is spaces", static lines => [lines[0], new string(' ', 500)] },
        { "the header has no checksum", static lines => [lines[0][..^11], .. lines[1..]] },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public void Damage_is_named(string what, Func<string[], string[]> damage)
    {
        Killed();
        var lines = File.ReadAllLines(Path);
        File.WriteAllText(Path, string.Join('\n', damage(lines)) + "\n");

        var error = Assert.Throws<BatchPerfException>(() => JournalContent.Read(Path));

        Assert.True(error.ErrorId is "JournalDamaged" or "JournalInvalid", what);
        Assert.Contains(Path, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("r 0 1 9223372036854775807 0")]
    [InlineData("r 0 1 4097 0")]
    [InlineData("r 0 3 10 0")]
    [InlineData("r 0 0 7 0")]
    [InlineData("r -1 1 8 0")]
    [InlineData("r 0 1 8 9223372036854775807")]
    [InlineData("m 9223372036854775807")]
    [InlineData("m 1 0:5")]
    [InlineData("d 0 5")]
    [InlineData("p 0")]
    [InlineData("p 0 1")]
    [InlineData("p 100000 0")]
    [InlineData("q 0 0")]
    [InlineData("e 1 Duration 7")]
    [InlineData("e 1 1 1")]
    [InlineData("x")]
    public void A_forged_line_with_a_right_checksum_cannot_ask_for_what_no_run_does(string line)
    {
        RunJournal.Create(Path, Journals.Header(), force: false).Dispose();
        Append(line);

        Assert.Equal("JournalDamaged", Assert.Throws<BatchPerfException>(() => JournalContent.Read(Path)).ErrorId);
    }

    [Fact]
    public void A_last_line_that_was_cut_off_is_left_out_and_told_with_the_count_of_the_others()
    {
        var whole = Killed();
        File.WriteAllBytes(Path, whole[..^5]);

        var read = JournalContent.Read(Path);

        Assert.Contains($"the {File.ReadAllLines(Path).Length - 1} before it were read", Assert.Single(read.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_last_line_that_lacks_only_its_line_feed_counts_and_the_run_goes_on_after_it()
    {
        var whole = Killed();
        File.WriteAllBytes(Path, whole[..^1]);
        Assert.Empty(JournalContent.Read(Path).Warnings);

        using (var journal = RunJournal.Continue(Path))
        {
            journal.End(TimeSpan.FromSeconds(1), StopReason.Canceled);
        }

        Assert.Equal(StopReason.Canceled, JournalContent.Read(Path).Ended);
    }

    [Fact]
    public void A_journal_of_version_0_1_is_read_with_a_warning_and_goes_on_as_it_is()
    {
        Old("r 0 1 8 10\nm 1000 0:3\nr 0 9 1");
        var read = JournalContent.Read(Path);
        Assert.Equal((8, 3), (read.Clients[0].High, read.Begun));
        Assert.Equal(["have no checksums", "was cut off"], read.Warnings.Select(static w => w.Contains("have no checksums", StringComparison.Ordinal) ? "have no checksums" : "was cut off"));

        using (var journal = RunJournal.Continue(Path))
        {
            Assert.Equal(16, journal.Reserve(0, 9));
            journal.End(TimeSpan.FromSeconds(1), StopReason.Duration);
        }

        read = JournalContent.Read(Path);
        Assert.Equal((16, StopReason.Duration), (read.Clients[0].High, read.Ended));
        Assert.Single(read.Warnings);
    }

    [Fact]
    public void A_journal_that_version_0_1_went_on_with_after_a_line_was_cut_off_is_read()
    {
        Old("r 0 1 8 10\nm 1000 0:3\nm 2000 0:\nb 2025-01-01T00:00:00.0000000+00:00\nr 0 9 16 1\ne 1500 Duration\n");

        var read = JournalContent.Read(Path);

        Assert.Equal((TimeSpan.FromSeconds(2.5), 16L), (read.Elapsed, read.Clients[0].High));
    }

    [Theory]
    [InlineData("r 0 1 9223372036854775807 0\n")]
    [InlineData("r 0 1 8 10\nm 10x00 0:3\nm 2000 0:4\n")]
    [InlineData("r 0 1 8 10\n\0\0\0\0\0\0\n")]
    [InlineData("r 0 1 8 10\n\0\0\0\0\0\0")]
    public void Damage_that_shows_is_named_in_a_journal_of_version_0_1_too(string body)
    {
        Old(body + "m 3000 0:4\n");

        Assert.Equal("JournalDamaged", Assert.Throws<BatchPerfException>(() => JournalContent.Read(Path)).ErrorId);
    }

    [Theory]
    [InlineData("\"journal\":3,", "\"journal\":3,\"journal\":3,")]
    [InlineData("\"journal\":3,", "\"journal\":4,")]
    [InlineData("\"runId\":\"", "\"runId\":\"\\ud800")]
    [InlineData("\"options\":{", "\"options\":null,\"x\":{")]
    [InlineData("\"testType\":\"BatchVolume\"", "\"testType\":99")]
    public void A_header_that_cannot_be_is_refused(string what, string with)
    {
        RunJournal.Create(Path, Journals.Header(), force: false).Dispose();
        var header = File.ReadAllText(Path)[..^11];
        Assert.Contains(what, header, StringComparison.Ordinal);
        uint chain = 0;
        File.WriteAllBytes(Path, JournalLine.Write(header.Replace(what, with, StringComparison.Ordinal), ref chain));

        Assert.Equal("JournalInvalid", Assert.Throws<BatchPerfException>(() => JournalContent.Read(Path)).ErrorId);
    }

    [Fact]
    public void A_journal_is_made_for_its_owner_only()
    {
        RunJournal.Create(Path, Journals.Header(), force: false).Dispose();

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
        }
    }

    /// <summary>The journal of a run that was killed in its second part.</summary>
    private byte[] Killed()
    {
        using (var journal = RunJournal.Create(Path, Journals.Header(), force: true))
        {
            journal.Reserve(0, 1);
            journal.Reserve(1, 1);
            journal.Doubt(0, 2);
            journal.Mark(TimeSpan.FromSeconds(1), [(0, 7), (1, 3)]);
            journal.Reserve(0, 9);
            journal.End(TimeSpan.FromSeconds(2), StopReason.Canceled);
        }

        using (var journal = RunJournal.Continue(Path))
        {
            journal.Reserve(0, 25);
            journal.Mark(TimeSpan.FromSeconds(1), [(0, 27)]);
        }

        return File.ReadAllBytes(Path);
    }

    /// <summary>What may be said of the journal, killed after any of its lines.</summary>
    private HashSet<string> Prefixes(byte[] whole)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var end = 1; end <= whole.Length; end++)
        {
            if (whole[end - 1] == (byte)'\n')
            {
                File.WriteAllBytes(Path, whole[..end]);
                known.Add(Told(JournalContent.Read(Path)));
            }
        }

        return known;
    }

    private static string Told(JournalContent read) => $"{read.Ended} {read.Elapsed} {read.Begun}: {string.Join(' ', read.Suspects())}";

    private void Append(string text)
    {
        var chain = JournalContent.Read(Path).Chain;
        using var file = new FileStream(Path, FileMode.Append);
        file.Write(JournalLine.Write(text, ref chain));
    }

    private void Old(string body)
    {
        RunJournal.Create(Path, Journals.Header() with { Journal = JournalHeader.Unchecked }, force: true).Dispose();
        File.WriteAllText(Path, File.ReadAllText(Path, Encoding.UTF8)[..^11] + "\n" + body);
    }
}
