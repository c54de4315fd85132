using System.Text;

namespace EdFi.BatchPerf.Files.Journals;

/// <summary>
/// Reads the lines of a journal, in memory of one line, and holds each against its checksum; those of version 0.1 have none.
/// </summary>
internal sealed class JournalLines(string path)
{
    /// <summary>Far longer than the line of 100,000 clients.</summary>
    private const int MaxLength = 16 * 1024 * 1024;

    private uint _chain;

    /// <summary>True where lines have checksums; known with the first one.</summary>
    public bool Checked { get; private set; }

    /// <summary>True once all lines were read and the last one had been cut off, and was left out.</summary>
    public bool Torn { get; private set; }

    /// <summary>Whole lines read so far.</summary>
    public long Count { get; private set; }

    /// <summary>Bytes of the whole lines read so far.</summary>
    public long Length { get; private set; }

    /// <summary>False where the last whole line lacks its line feed.</summary>
    public bool EndsWithLineFeed { get; private set; } = true;

    /// <summary>Checksum of the last whole line.</summary>
    public uint Chain => _chain;

    /// <exception cref="BatchPerfException">JournalNotReadable; JournalDamaged.</exception>
    public IEnumerable<string> Read()
    {
        using var file = JournalFile.OpenForReading(path);
        var buffer = new byte[64 * 1024];
        var (start, searched, filled) = (0, 0, 0);
        while (true)
        {
            var found = buffer.AsSpan(searched, filled - searched).IndexOf((byte)'\n');
            if (found >= 0)
            {
                var end = searched + found;
                var line = Take(buffer.AsSpan(start, end - start));
                Length += end + 1 - start;
                start = searched = end + 1;
                yield return line;
                continue;
            }

            buffer.AsSpan(start, filled - start).CopyTo(buffer);
            (start, searched, filled) = (0, filled - start, filled - start);
            buffer = Room(buffer, filled);
            var read = file.Read(buffer, filled, buffer.Length - filled);
            if (read == 0)
            {
                break;
            }

            filled += read;
        }

        if (filled > 0 && Last(buffer.AsSpan(0, filled)) is { } last)
        {
            Length += filled;
            EndsWithLineFeed = false;
            yield return last;
        }
    }

    /// <summary>The error of a line with an unknown keyword.</summary>
    public BatchPerfException Damaged(string problem) => JournalErrors.Damaged(path, Count, problem);

    private byte[] Room(byte[] buffer, int filled)
    {
        if (filled < buffer.Length)
        {
            return buffer;
        }

        if (filled >= MaxLength)
        {
            throw JournalErrors.Damaged(path, Count + 1, "it is longer than any line of a journal");
        }

        Array.Resize(ref buffer, buffer.Length * 2);
        return buffer;
    }

    private string Take(ReadOnlySpan<byte> line)
    {
        Count++;
        if (Count == 1)
        {
            Checked = JournalLine.HasMark(line);
        }

        if (!Checked)
        {
            return Encoding.UTF8.GetString(line);
        }

        var text = JournalLine.Read(line, ref _chain);
        return text.Length > 0 ? Encoding.UTF8.GetString(text) : throw Damaged("it does not match its checksum");
    }

    /// <summary>
    /// Takes the bytes after the last line feed. A line whose writing was cut off had no consequences and is left out; one that is whole
    /// but for its line feed counts; anything else was not written by a run.
    /// </summary>
    private string? Last(ReadOnlySpan<byte> line)
    {
        if (Count == 0 || JournalLine.HasMark(line))
        {
            return Take(line);
        }

        var written = line[0] is (byte)'b' or (byte)'r' or (byte)'m' or (byte)'d' or (byte)'e' or (byte)'i' or (byte)'p'
                or (byte)'q'
            && line.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0;
        if (line[0] == (byte)'x')
        {
            throw JournalErrors.Damaged(
                path,
                Count + 1,
                "it was cut off, and it named a document of another origin with the run's key");
        }

        if (!written || JournalLine.HoldsMark(line))
        {
            throw JournalErrors.Damaged(path, Count + 1, "it is not what a run writes");
        }

        Torn = true;
        return null;
    }
}
