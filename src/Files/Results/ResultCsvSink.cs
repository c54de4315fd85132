using CsvHelper;
using EdFi.BatchPerf.Files.Output;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Files.Results;

/// <summary>
/// Streams the scalar properties of every <see cref="BatchResult"/> to a CSV file (RFC 4180, UTF-8 without BOM, CRLF, invariant
/// culture, times in the round-trip format, enums as names). Memory is one buffer of 64 KiB, whatever the number of results.
/// </summary>
/// <remarks>
/// An exception of <see cref="Write"/> or <see cref="Flush"/> (<see cref="IOException"/>: a full disk) leaves the rows before it readable.
/// </remarks>
internal sealed class ResultCsvSink : IResultSink
{
    private readonly Stream _file;
    private readonly FileClaim? _claim;
    private readonly CsvWriter _csv;
    private readonly ResultRowWriter _rows;
    private bool _broken;
    private bool _disposed;

    private ResultCsvSink(Stream file, string path, FileClaim? claim)
    {
        _file = file;
        _claim = claim;
        Path = path;
        _csv = CsvWriter.Create(file, options: null, leaveOpen: true);
        _rows = new ResultRowWriter(_csv);
    }

    /// <summary>The file's full path.</summary>
    public string Path { get; }

    /// <summary>Rows written so far.</summary>
    public long Count { get; private set; }

    /// <summary>
    /// Creates the file with its header, so that an unwritable path is known before anything is sent; its owner alone may read it.
    /// </summary>
    /// <param name="path">Path of the file; its directory has to exist.</param>
    /// <param name="force">Replaces an existing file.</param>
    /// <param name="claims">Claims of the host; a file that is not among them is claimed here until the sink is disposed.</param>
    /// <exception cref="BatchPerfException"><c>ResultFileExists</c> without <paramref name="force"/>; <c>OutputInUse</c>;
    /// <c>ResultPathNotWritable</c>.</exception>
    public static ResultCsvSink Open(string path, bool force = false, OutputClaims? claims = null)
    {
        var claim = OutputClaims.Own(claims, path, notWritableId: "ResultPathNotWritable");
        FileStream? file = null;
        try
        {
            file = OutputFile.Create(path, force, FileAudience.Owner, "ResultPathNotWritable", "ResultFileExists");
            var sink = new ResultCsvSink(file, file.Name, claim);
            sink._rows.WriteHeader();
            sink._csv.Flush();
            return sink;
        }
        catch (Exception exception)
        {
            file?.Dispose();
            claim?.Dispose();
            if (exception is IOException)
            {
                throw OutputFile.NotWritable(path, "ResultPathNotWritable", exception);
            }

            throw;
        }
    }

    /// <summary>Discards everything written; used by the rehearsal.</summary>
    internal static ResultCsvSink ToNowhere() => new(Stream.Null, path: "", claim: null);

    /// <summary>Claims the file of a later <see cref="Open"/> and finds out whether it would succeed; leaves everything as it is.</summary>
    /// <exception cref="BatchPerfException"><c>ResultFileExists</c> without <paramref name="force"/>; <c>OutputInUse</c>;
    /// <c>ResultPathNotWritable</c>.</exception>
    public static void Claim(string path, bool force, OutputClaims claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        claims.Add(path, notWritableId: "ResultPathNotWritable");
        OutputFile.Probe(path, force, "ResultPathNotWritable", "ResultFileExists");
    }

    /// <inheritdoc/>
    public void Write(BatchResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        try
        {
            _rows.Write(result);
            Count++;
        }
        catch
        {
            _broken = true;
            throw;
        }
    }

    /// <inheritdoc/>
    public void Flush()
    {
        try
        {
            _csv.Flush();
        }
        catch
        {
            _broken = true;
            throw;
        }
    }

    /// <summary>Writes the rest and closes the file.</summary>
    /// <exception cref="IOException">The rest could not be written; the file is closed all the same.</exception>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        try
        {
            // After a failed write the buffer may be partly in the file: writing it again would make rows appear twice.
            if (!_broken)
            {
                await _csv.DisposeAsync();
            }
        }
        finally
        {
            await _file.DisposeAsync();
            _claim?.Dispose();
        }
    }
}
