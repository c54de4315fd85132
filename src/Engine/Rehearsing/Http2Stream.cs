using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Rehearsing;

/// <summary>One request by HTTP/2 and its answer.</summary>
/// <param name="id">Its number, odd and unique on its connection.</param>
/// <param name="isPost">True for POST.</param>
/// <param name="path">Its path.</param>
/// <param name="window">Bytes that the client takes of the answer at first.</param>
internal sealed class Http2Stream(int id, bool isPost, string path, long window) : IDisposable
{
    private ReadOnlyMemory<byte> _left;

    public int Id => id;

    /// <summary>The request's body so far.</summary>
    public BodyBuffer Body { get; } = new();

    /// <summary>Bytes of the body that the client was not yet allowed to replace by others.</summary>
    public int Unacknowledged { get; set; }

    /// <summary>Bytes that the client takes of the answer; below zero where it has lowered the initial window meanwhile.</summary>
    public long Window { get; set; } = window;

    /// <summary>Bytes of the answer's body that are still to be sent.</summary>
    public int Left => _left.Length;

    /// <summary>True once its answer was made.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>Makes the answer, of whose body all is still to be sent.</summary>
    public StandInAnswer Answer()
    {
        var answer = StandInAnswer.To(isPost, path, Body.Written.Span);
        (_left, IsAnswered) = (answer.Body, true);
        return answer;
    }

    /// <summary>Takes the next bytes of the answer's body.</summary>
    /// <param name="count">At most <see cref="Left"/>.</param>
    public ReadOnlySpan<byte> Take(int count)
    {
        var part = _left.Span[..count];
        (_left, Window) = (_left[count..], Window - count);
        return part;
    }

    /// <inheritdoc/>
    public void Dispose() => Body.Release(reusable: true);
}
