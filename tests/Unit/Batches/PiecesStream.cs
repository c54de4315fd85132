namespace EdFi.BatchPerf.Unit.Batches;

/// <summary>A stream of which each read gives one piece, and then its end.</summary>
internal sealed class PiecesStream(IReadOnlyList<byte[]> pieces) : MemoryStream([], writable: false)
{
    private int _next;
    private int _taken;

    /// <summary>Bytes given so far.</summary>
    public int Given { get; private set; }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_next == pieces.Count)
        {
            return ValueTask.FromResult(0);
        }

        var piece = pieces[_next];
        var count = Math.Min(buffer.Length, piece.Length - _taken);
        piece.AsSpan(_taken, count).CopyTo(buffer.Span);
        _taken += count;
        if (_taken == piece.Length)
        {
            _next++;
            _taken = 0;
        }

        Given += count;
        return ValueTask.FromResult(count);
    }
}
