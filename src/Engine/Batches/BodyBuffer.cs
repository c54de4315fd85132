using System.Buffers;

namespace EdFi.BatchPerf.Batches;

/// <summary>
/// A growing buffer that a worker writes and reads its bodies with, over and over; its memory comes from the shared pool.
/// </summary>
internal sealed class BodyBuffer(int initialCapacity = 16 * 1024) : IBufferWriter<byte>, IDisposable
{
    private const int KeepAtMost = 1024 * 1024;
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(initialCapacity);

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    /// <summary>What was written, to be changed in place.</summary>
    public Span<byte> WrittenSpan => _bytes.AsSpan(0, Length);

    /// <summary>
    /// Forgets what was written; what one huge body took is given back, so that a thousand workers do not keep it for good.
    /// </summary>
    public void Clear()
    {
        Length = 0;
        if (_bytes.Length > KeepAtMost)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = ArrayPool<byte>.Shared.Rent(initialCapacity);
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

    public void Dispose()
    {
        var bytes = _bytes;
        _bytes = [];
        Length = 0;
        if (bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private void Reserve(int sizeHint)
    {
        var needed = Length + Math.Max(sizeHint, 1);
        if (needed <= _bytes.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _bytes.Length * 2));
        _bytes.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
