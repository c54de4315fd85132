using System.Buffers;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Batches;

/// <summary>
/// A wire over a connection of its client's own in HTTP/1.1, which is opened when it is first needed and kept as long as both sides want
/// to. Head and body go out together, unless the body is long. It has no memory for an answer until that arrives.
/// </summary>
/// <remarks>
/// A request is sent again only where it has no body, its connection had served others before, and that broke before the first byte of an
/// answer, as the platform's handler does; no batch ever is.
/// </remarks>
/// <param name="opener">Opens connections; shared by the clients of a run.</param>
/// <param name="time">Says now, for a wait until a date.</param>
internal sealed class SocketWire(WireOpener opener, TimeProvider time) : IBatchWire
{
    private const int LongBody = 64 * 1024;
    private readonly AnswerReceiver _answers = new(time);
    private readonly BodyBuffer _request = new();
    private Stream? _stream;
    private Uri? _place;
    private ValueTask<int> _heard;
    private bool _sent;

    /// <inheritdoc/>
    public bool? Sent => _sent;

    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<AnswerHead> SendAsync(ExchangeRequest request, AccessToken token, CancellationToken cancellationToken)
    {
        Write(request, token);
        while (true)
        {
            var kept = await KeepAsync(request.Url, cancellationToken);
            if (!kept)
            {
                _stream = await opener.OpenAsync(request.Url, cancellationToken);
                _place = request.Url;
                Listen(cancellationToken);
            }

            try
            {
                await ExchangeAsync(request.Body, cancellationToken);
            }
            catch (IOException) when (kept && request.Body.IsEmpty)
            {
                Drop();
                continue;
            }

            _request.Release(reusable: true);
            return await _answers.ReceiveHeadAsync(_stream!, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> ReadAsync(BodyBuffer answer, int most, CancellationToken cancellationToken) =>
        _answers.ReadAsync(_stream!, answer, most, cancellationToken);

    /// <inheritdoc/>
    public void End(bool whole)
    {
        if (!whole || !_answers.KeepsConnection)
        {
            Drop();
        }

        _answers.Release();
        _request.Release(reusable: whole);
    }

    /// <inheritdoc/>
    public void Dispose() => End(whole: false);

    private void Write(in ExchangeRequest request, AccessToken token)
    {
        _sent = false;
        _request.Clear();
        opener.Heads.Write(_request, request, token);
        if (GoesAlong(request.Body))
        {
            _request.Write(request.Body.Span);
        }
    }

    /// <summary>
    /// Listens to the connection that there is; false where there is none, or the server has closed it or speaks unasked.
    /// </summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> KeepAsync(Uri url, CancellationToken cancellationToken)
    {
        if (_stream is null)
        {
            return false;
        }

        if (ReferenceEquals(_place, url) || (_place!.Scheme == url.Scheme && ServerUrl.SameHost(_place, url)))
        {
            Listen(cancellationToken);
            if (!_heard.IsCompleted)
            {
                return true;
            }

            await ForgetAsync(_heard);
        }

        Drop();
        return false;
    }

    /// <summary>Begins to wait for the first byte, with no memory for it.</summary>
    private void Listen(CancellationToken cancellationToken)
    {
#pragma warning disable CA2012 // awaited once: where it is found completed, or behind the request
        _heard = _stream!.ReadAsync(Memory<byte>.Empty, cancellationToken);
#pragma warning restore CA2012
    }

    /// <summary>
    /// Sends the request and receives the first bytes of an answer: also of one that the server gave before it had read the request to its
    /// end, as a 413, and then closed the connection.
    /// </summary>
    /// <exception cref="HttpIOException">ResponseEnded: the server closed the connection instead.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask ExchangeAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        try
        {
            _sent = true;
            await _stream!.WriteAsync(_request.Written, cancellationToken);
            if (!GoesAlong(body))
            {
                await _stream.WriteAsync(body, cancellationToken);
            }
        }
        catch (IOException exception) when (exception.GetBaseException() is SocketException { SocketErrorCode: var error }
            && error is SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown)
        {
            if (!await TryHearAsync(cancellationToken)) // which ends at once: the connection is closed
            {
                throw;
            }

            return;
        }
        catch
        {
            Drop(); // which ends the waiting, too
            await ForgetAsync(_heard);
            throw;
        }

        await HearAsync(cancellationToken);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask HearAsync(CancellationToken cancellationToken)
    {
        await _heard;
        await _answers.ReceiveMoreAsync(_stream!, cancellationToken);
    }

    private async ValueTask<bool> TryHearAsync(CancellationToken cancellationToken)
    {
        try
        {
            await HearAsync(cancellationToken);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>True for a body that is copied behind its head and goes out with it; a longer one would take its memory twice.</summary>
    private static bool GoesAlong(ReadOnlyMemory<byte> body) => body.Length <= LongBody;

    private void Drop()
    {
        _stream?.Dispose();
        _stream = null;
        _answers.Release();
    }

    private static async ValueTask ForgetAsync(ValueTask<int> heard)
    {
        try
        {
            await heard;
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // the connection is given up in any case
        }
    }
}
