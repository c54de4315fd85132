using System.Globalization;
using CsvHelper;

namespace EdFi.BatchPerf.Reporting.Results;

/// <summary>
/// Streams a results file back, in constant memory: what <see cref="ResultCsvSink"/> wrote, also while it is still written, or
/// after a kill in the middle of a line; and what Export-Csv made of results.
/// </summary>
/// <param name="path">The results file.</param>
public sealed class ResultCsvReader(string path)
{
    /// <summary>True once <see cref="Read"/> has come to an end and left out a last line that was cut off.</summary>
    public bool Truncated { get; private set; }

    /// <summary>The results, in the order of the file; nothing is read before the first is asked for.</summary>
    /// <exception cref="BatchPerfException"><c>ResultFileNotReadable</c>; <c>ResultFileInvalid</c>, with the line and the column.</exception>
    public IEnumerable<BatchResult> Read()
    {
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
        using var csv = CsvReader.Create(new PrefixStream(file, length), options, leaveOpen: false);
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
                if (record.Reason == CsvMalformedReason.UnterminatedQuote)
                {
                    Truncated = true; // cut off inside a text that has line breaks
                    yield break;
                }

                throw Invalid(path, $"line {record.LineNumber.ToString(CultureInfo.InvariantCulture)}: {record.Reason}");
            }

            if (csv.FieldCount < rows.Width)
            {
                throw Invalid(path, string.Create(CultureInfo.InvariantCulture, $"line {csv.LineNumber}: {csv.FieldCount} fields where {rows.Width} were expected"));
            }

            yield return rows.Read();
        }
    }

    internal static BatchPerfException Invalid(string path, string problem) => new(
        "ResultFileInvalid",
        ProblemKind.InvalidInput,
        $"'{path}' is not a results file: {problem}.",
        "Give a file that -ResultPath (--resultPath) wrote, or that Export-Csv made of BatchResult objects.");

    private FileStream Open()
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BatchPerfException("ResultFileNotReadable", ProblemKind.File, $"'{path}' cannot be read: {exception.Message}", "Check the path and that you may read the file.", exception);
        }
    }

    /// <summary>Length up to and with the last line feed: what follows it was cut off.</summary>
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
