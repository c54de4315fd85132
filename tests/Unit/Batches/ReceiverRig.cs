using System.Text;
using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Unit.Batches;

/// <summary>Receives one answer from a stream.</summary>
internal sealed class ReceiverRig(Stream stream) : IDisposable
{
    private readonly AnswerReceiver _receiver = new(TimeProvider.System);
    private readonly BodyBuffer _body = new();
    private bool _whole;

    /// <summary>Reads head and body; the body is null where it is longer than the limit.</summary>
    public async Task<(AnswerHead Head, string? Body)> ReadAsync(int most)
    {
        var head = await _receiver.ReceiveHeadAsync(stream, CancellationToken.None);
        _whole = await _receiver.ReadAsync(stream, _body, most, CancellationToken.None);
        Assert.InRange(_body.Length, 0, 16 * 1024);
        return (head, _whole ? Encoding.Latin1.GetString(_body.Written.Span) : null);
    }

    /// <summary>True where the connection could serve another exchange.</summary>
    public bool Kept() => _whole && _receiver.KeepsConnection;

    public void Dispose()
    {
        _receiver.Release();
        _body.Dispose();
    }
}
