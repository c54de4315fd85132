using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Batches;

/// <summary>
/// Carries one client's requests to the server and their answers back, one exchange at a time: <see cref="SendAsync"/>, then
/// <see cref="ReadAsync"/>, then <see cref="End"/> whatever happened.
/// </summary>
internal interface IBatchWire : IDisposable
{
    /// <summary>
    /// False where nothing of this exchange's request that a server could carry out has gone out; null where that is not known, but from
    /// the failure.
    /// </summary>
    bool? Sent { get; }

    /// <summary>Sends a request, over a new connection where there is none, and receives the head of its answer.</summary>
    /// <param name="request">Request to send; its body is not read after <see cref="End"/>.</param>
    /// <param name="token">Token to send with it.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <exception cref="HttpRequestException">No connection came about, it broke, or the answer is not HTTP.</exception>
    /// <exception cref="HttpIOException">It broke while the head was read, or what came is not HTTP, or longer than the limit.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; with a TimeoutException inside, connecting took too long.</exception>
    ValueTask<AnswerHead> SendAsync(ExchangeRequest request, AccessToken token, CancellationToken cancellationToken);

    /// <summary>Reads the answer's body.</summary>
    /// <param name="answer">Buffer for the body, empty.</param>
    /// <param name="most">The most bytes that it may have.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>False where it is longer than that; the buffer then holds a part of it.</returns>
    /// <exception cref="IOException">The connection broke.</exception>
    /// <exception cref="HttpIOException">The body is not framed as HTTP wants it.</exception>
    /// <exception cref="InvalidDataException">What claims to be gzip is not.</exception>
    ValueTask<bool> ReadAsync(BodyBuffer answer, int most, CancellationToken cancellationToken);

    /// <summary>Ends the exchange.</summary>
    /// <param name="whole">True where the whole answer was read; otherwise its connection serves no other exchange.</param>
    void End(bool whole);
}
