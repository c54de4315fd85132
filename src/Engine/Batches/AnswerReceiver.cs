using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace EdFi.BatchPerf.Batches;

/// <summary>Receives answers in HTTP/1.1 from a connection's stream, one after another. Has memory only while one arrives.</summary>
/// <param name="time">Says now, for a wait until a date.</param>
internal sealed class AnswerReceiver(TimeProvider time)
{
    private readonly AnswerParser _parser = new(time);
    private readonly WireBuffer _received = new();
    private ChunkReader _chunks;

    /// <summary>True where the last answer, which was read to its end, leaves the connection fit for another exchange.</summary>
    public bool KeepsConnection => _parser.KeepsConnection && _received.Unread.IsEmpty;

    /// <summary>Receives what is there, or waits for it.</summary>
    /// <exception cref="HttpIOException">ResponseEnded: the stream is at its end.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask ReceiveMoreAsync(Stream stream, CancellationToken cancellationToken)
    {
        var count = await stream.ReadAsync(_received.Space(), cancellationToken);
        _received.Advance(count);
        if (count == 0)
        {
            throw new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely.");
        }
    }

    /// <summary>Receives the head of the next answer, informational ones left out.</summary>
    /// <exception cref="HttpRequestException">InvalidResponse: it is not HTTP/1.1, or not clear.</exception>
    /// <exception cref="HttpIOException">ResponseEnded; ConfigurationLimitExceeded: it is longer than the limit.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<AnswerHead> ReceiveHeadAsync(Stream stream, CancellationToken cancellationToken)
    {
        _parser.Begin();
        while (!TakeHead())
        {
            await ReceiveMoreAsync(stream, cancellationToken);
        }

        return _parser.Head;
    }

    /// <summary>Receives the body after the head.</summary>
    /// <param name="stream">The connection.</param>
    /// <param name="answer">Buffer for the body, empty.</param>
    /// <param name="most">The most bytes that it may have.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>False where it is longer than that; the buffer then holds a part of it.</returns>
    /// <exception cref="HttpIOException">ResponseEnded; InvalidResponse, ConfigurationLimitExceeded: of chunks.</exception>
    /// <exception cref="HttpRequestException">InvalidResponse: a trailer is no header.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> ReadAsync(Stream stream, BodyBuffer answer, int most, CancellationToken cancellationToken)
    {
        switch (_parser.Framing)
        {
            case AnswerFraming.Length:
                return _parser.Length <= most && await ReadLengthAsync(stream, answer, (int)_parser.Length, cancellationToken);
            case AnswerFraming.Chunked:
                _chunks.Begin();
                while (!TakeChunks(answer, most) && answer.Length <= most)
                {
                    await ReceiveMoreAsync(stream, cancellationToken);
                }

                return answer.Length <= most;
            case AnswerFraming.UntilClose:
                TakeBytes(answer, most + 1);
                while (answer.Length <= most && await ReadMoreAsync(stream, answer, int.MaxValue, cancellationToken) > 0)
                {
                    // until the server closes
                }

                return answer.Length <= most;
            default:
                return true;
        }
    }

    /// <summary>Forgets what was received and not taken, and gives the memory away.</summary>
    public void Release() => _received.Release();

    private bool TakeHead()
    {
        var bytes = _received.Unread;
        var whole = _parser.Read(ref bytes);
        _received.Leave(bytes.Length);
        return whole;
    }

    private bool TakeChunks(BodyBuffer answer, int most)
    {
        var bytes = _received.Unread;
        var whole = _chunks.Read(ref bytes, answer, most);
        _received.Leave(bytes.Length);
        return whole;
    }

    private void TakeBytes(BodyBuffer answer, int most)
    {
        var bytes = _received.Unread;
        var taken = bytes[..Math.Min(bytes.Length, most)];
        answer.Write(taken);
        _received.Leave(bytes.Length - taken.Length);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> ReadLengthAsync(Stream stream, BodyBuffer answer, int length, CancellationToken cancellationToken)
    {
        TakeBytes(answer, length);
        while (answer.Length < length)
        {
            var missing = length - answer.Length;
            if (await ReadMoreAsync(stream, answer, missing, cancellationToken) == 0)
            {
                throw new HttpIOException(
                    HttpRequestError.ResponseEnded,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The response ended prematurely, with at least {missing} additional bytes expected."));
            }
        }

        return true;
    }

    /// <summary>Reads straight into the body's buffer.</summary>
    private async ValueTask<int> ReadMoreAsync(Stream stream, BodyBuffer answer, int most, CancellationToken cancellationToken)
    {
        var space = answer.GetMemory(4096);
        var count = await stream.ReadAsync(space.Length > most ? space[..most] : space, cancellationToken);
        answer.Advance(count);
        return count;
    }
}
