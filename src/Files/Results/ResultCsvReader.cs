using System.Globalization;
using CsvHelper;

namespace EdFi.BatchPerf.Files.Results;

/// <summary>
/// Streams a results file back, in constant memory: one that <see cref="ResultCsvSink"/> wrote, also while it is still written, or after a
/// kill in the middle of a line; and one that Export-Csv made of results.
/// </summary>
/// <param name="path">The results file.</param>
internal sealed class ResultCsvReader(string path)
{
    /// <summary>True once <see cref="Read"/> has come to an end and left out a last line that was cut off.</summary>
    public bool Truncated { get; private set; }

    /// <summary>Rows read so far.</summary>
    public long Count { get; private set; }

    /// <summary>Once <see cref="Read"/> has come to an end: that a row was left out, in words; null where none was.</summary>
    public string? Warning =>
        Truncated
            ? string.Create(CultureInfo.InvariantCulture, $"The last line of '{path}' was cut off and is left out; {Count} rows were read.")
            : null;

    /// <summary>
    /// Once <see cref="Read"/> has come to an end: warns of missing rows, one that was cut off, or results that the run had and the file
    /// has not.
    /// </summary>
    /// <param name="run">The run that all rows belong to, as its file beside tells it; null where it is not known.</param>
    /// <param name="warn">Receives warnings, one sentence each; null to drop them.</param>
    public void Warn(RunDocument? run, Action<string>? warn)
    {
        if (Warning is { } torn)
        {
            warn?.Invoke(torn);
        }

        if (run is { EndedAt: not null } && Count < run.Totals.Batches)
        {
            warn?.Invoke(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"'{path}' holds {Count} results, and its run had {run.Totals.Batches}: what is made of it lacks the others."));
        }
    }

    /// <summary>The results, in the order of the file; nothing is read before the first is asked for.</summary>
    /// <exception cref="BatchPerfException"><c>ResultFileNotReadable</c>; <c>ResultFileInvalid</c>, with the line and the
    /// column; <c>LocustFile</c>.</exception>
    public IEnumerable<BatchResult> Read()
    {
        Count = 0;
        using var file = Open();
        var length = CompleteLength(file);
        Truncated = length < file.Length;
        CsvMalformedRecord? malformed = null;
        var options = new CsvReaderOptions
        {
            Separator = ',',
            TrackLineNumbers = true,
            PoolStrings = true,
            OnMalformedRecord = record => malformed ??= record,
        };
        using var csv = CsvReader.Create(new PrefixStream(file, length, path), options, leaveOpen: false);
        csv.ReadHeader();
        if (csv.Headers.Count == 0)
        {
            throw Invalid(path, "it has no header");
        }

        var rows = new ResultRowReader(csv, path);
        while (csv.Read())
        {
            if (malformed is { } record)
            {
                if (record.Reason == CsvMalformedReason.UnterminatedQuote && !HoldsRows(record.LineNumber))
                {
                    Truncated = true; // cut off inside a text that has line breaks
                    yield break;
                }

                throw Invalid(path, $"line {record.LineNumber.ToString(CultureInfo.InvariantCulture)}: {record.Reason}");
            }

            if (csv.FieldCount != csv.Headers.Count)
            {
                throw Invalid(
                    path,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"line {csv.LineNumber}: {csv.FieldCount} fields where {csv.Headers.Count} were expected"));
            }

            var result = rows.Read();
            Count++;
            yield return result;
        }
    }

    /// <summary>Makes sure that it is a results file, by its header.</summary>
    /// <exception cref="BatchPerfException"><c>ResultFileNotReadable</c>, <c>ResultFileInvalid</c>, <c>LocustFile</c>.</exception>
    public void Require()
    {
        using var results = Read().GetEnumerator();
        _ = results.MoveNext();
    }

    /// <summary>
    /// True where the text behind an open quotation mark holds further rows: no text was cut off then, but a quotation mark is too many.
    /// </summary>
    private bool HoldsRows(long line)
    {
        using var reader = new StreamReader(Open());
        string? start = null;
        for (long number = 1; reader.ReadLine() is { } text; number++)
        {
            if (number == line)
            {
                start = text[..(text.IndexOf(',', StringComparison.Ordinal) + 1)];
            }
            else if (start is { Length: > 1 } && text.StartsWith(start, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    internal static BatchPerfException Invalid(string path, string problem) => new(
        "ResultFileInvalid",
        ProblemKind.InvalidInput,
        $"'{path}' is not a results file: {problem}.",
        $"Give a file that {new OptionKey("ResultPath")} wrote, or a CSV file of BatchResult objects with all their columns.");

    private FileStream Open()
    {
        try
        {
            return new FileStream(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete,
                bufferSize: 0,
                FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BatchPerfException(
                "ResultFileNotReadable",
                ProblemKind.FileNotReadable,
                $"'{path}' cannot be read: {exception.Message}",
                "Check the path and that you may read the file.",
                exception);
        }
    }

    /// <summary>Length up to and with the last line feed; the text behind it was cut off.</summary>
    private static long CompleteLength(FileStream file)
    {
        Span<byte> block = stackalloc byte[4096];
        var end = file.Length;
        while (end > 0)
        {
            var start = Math.Max(0, end - block.Length);
            file.Position = start;
            var part = block[..(int)(end - start)];
            file.ReadExactly(part);
            var found = part.LastIndexOf((byte)'\n');
            if (found >= 0)
            {
                end = start + found + 1;
                break;
            }

            end = start;
        }

        file.Position = 0;
        return end;
    }
}
