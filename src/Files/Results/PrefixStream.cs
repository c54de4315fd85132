namespace EdFi.BatchPerf.Files.Results;

/// <summary>
/// The first bytes of a results file, read forward; disposing it disposes the file. A NUL is in none that a run wrote: two writers, or a
/// disk, leave one.
/// </summary>
/// <exception cref="BatchPerfException"><c>ResultFileInvalid</c>: there is a NUL.</exception>
internal sealed class PrefixStream(Stream inner, long length, string path) : Stream
{
    private long _left = length;
    private long _passed;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer[..(int)Math.Min(buffer.Length, _left)]);
        if (buffer[..read].IndexOf((byte)0) is >= 0 and var at)
        {
            throw ResultCsvReader.Invalid(path, $"byte {_passed + at} is a NUL: it is damaged, or two runs wrote it");
        }

        _left -= read;
        _passed += read;
        return read;
    }

    public override void Flush()
    {
        // nothing is ever written
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
