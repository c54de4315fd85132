using System.Net.Sockets;
using EdFi.BatchPerf.Resources;

namespace EdFi.BatchPerf.Api;

/// <summary>
/// Opens a handler's connections within a budget, and measures how long each takes to set up: name resolution, TCP and TLS together.
/// </summary>
internal sealed class ConnectionTimer(TimeProvider time, SocketBudget budget, Action<TimeSpan> opened)
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
        budget.Take();
        Socket? socket = null;
        try
        {
            socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new BudgetedStream(socket, budget);
        }
        catch
        {
            socket?.Dispose();
            budget.Return();
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
