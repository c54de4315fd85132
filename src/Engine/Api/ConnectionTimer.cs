using System.Net.Sockets;

namespace EdFi.BatchPerf.Api;

/// <summary>Measures how long each new connection of a handler takes to set up, name resolution, TCP and TLS together.</summary>
internal sealed class ConnectionTimer(TimeProvider time, Action<TimeSpan> opened)
{
    private static readonly HttpRequestOptionsKey<long> Begun = new("EdFi.BatchPerf.ConnectBegun");

    public void Attach(SocketsHttpHandler handler)
    {
        handler.ConnectCallback = ConnectAsync;
        handler.PlaintextStreamFilter = EstablishedAsync;
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        context.InitialRequestMessage.Options.Set(Begun, time.GetTimestamp());
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private ValueTask<Stream> EstablishedAsync(SocketsHttpPlaintextStreamFilterContext context, CancellationToken cancellationToken)
    {
        if (context.InitialRequestMessage.Options.TryGetValue(Begun, out var begun))
        {
            opened(time.GetElapsedTime(begun));
        }

        return ValueTask.FromResult(context.PlaintextStream);
    }
}
