using System.Buffers;

namespace EdFi.BatchPerf.Batches;

/// <summary>
/// A growing buffer that a worker writes and reads its bodies with, over and over. It has memory, of the shared pool, only from its first
/// byte on until <see cref="Release"/>: of ten thousand clients that wait none has any. It begins with as much as the last body took.
/// </summary>
internal sealed class BodyBuffer : IBufferWriter<byte>, IDisposable
{
    private const int LeastCapacity = 256;
    private const int ExpectAtMost = 1024 * 1024;
    private byte[] _bytes = [];
    private int _expected = LeastCapacity;

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    /// <summary>Bytes written so far, to be changed in place.</summary>
    public Span<byte> WrittenSpan => _bytes.AsSpan(0, Length);

    /// <summary>Bytes that can be held as it is; 0 while it has no memory.</summary>
    public int Capacity => _bytes.Length;

    /// <summary>Empties the buffer, and keeps the memory.</summary>
    public void Clear() => Length = 0;

    /// <summary>Empties the buffer and gives the memory away.</summary>
    /// <param name="reusable">
    /// False where a request may still be under way that reads or writes the memory, because its end was not waited for (a timeout, a
    /// broken connection): then it is not given back to the pool.
    /// </param>
    public void Release(bool reusable)
    {
        var bytes = _bytes;
        _bytes = [];
        if (bytes.Length > 0)
        {
            _expected = Math.Min(bytes.Length, ExpectAtMost);
        }

        Length = 0;
        if (reusable && bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    public void Advance(int count) => Length += count;

    /// <summary>Changes a byte that was written.</summary>
    public void Replace(int index, byte value) => _bytes.AsSpan(0, Length)[index] = value;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(Length);
    }

    /// <summary>As <see cref="Release"/>, the memory being left to the garbage collector.</summary>
    public void Dispose() => Release(reusable: false);

    private void Reserve(int sizeHint)
    {
        var needed = Length + Math.Max(sizeHint, 1);
        if (needed <= _bytes.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _bytes.Length == 0 ? _expected : _bytes.Length * 2));
        _bytes.AsSpan(0, Length).CopyTo(larger);
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        _bytes = larger;
    }
}
