using System.Buffers;

namespace EdFi.BatchPerf.Batches;

/// <summary>Bytes received and not taken yet. Has memory, of the shared pool, only while an answer arrives.</summary>
internal sealed class WireBuffer
{
    private const int Usual = 16 * 1024;
    private byte[] _bytes = [];
    private int _start;
    private int _end;

    /// <summary>What is there.</summary>
    public ReadOnlySpan<byte> Unread => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Takes all but so many bytes.</summary>
    public void Leave(int count) => _start = _end - count;

    /// <summary>Memory for what comes next; what is there is kept.</summary>
    public Memory<byte> Space()
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }

        if (_bytes.Length == 0)
        {
            _bytes = ArrayPool<byte>.Shared.Rent(Usual);
        }
        else if (_end == _bytes.Length)
        {
            Move(_start > 0 ? _bytes.Length : _bytes.Length * 2);
        }

        return _bytes.AsMemory(_end);
    }

    /// <summary>Notes that so many bytes came into <see cref="Space"/>.</summary>
    public void Advance(int count) => _end += count;

    /// <summary>Empties the buffer and gives its memory away; nothing may read into it any more.</summary>
    public void Release()
    {
        var bytes = _bytes;
        _bytes = [];
        _start = _end = 0;
        if (bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private void Move(int size)
    {
        var moved = size == _bytes.Length ? _bytes : ArrayPool<byte>.Shared.Rent(size);
        Unread.CopyTo(moved);
        if (moved != _bytes)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = moved;
        }

        _end -= _start;
        _start = 0;
    }
}
