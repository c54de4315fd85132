using System.Net;
using System.Net.Sockets;
using EdFi.BatchPerf.Resources;

namespace EdFi.BatchPerf.Api;

/// <summary>
/// Opens connections, a handler's or others, within a budget, and measures how long each takes to set up: name resolution, TCP and TLS
/// together.
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
        context.InitialRequestMessage.Options.Set(Begun, Begin());
        return await ConnectAsync(context.DnsEndPoint, cancellationToken);
    }

    /// <summary>The moment at which a connection begins to be set up.</summary>
    public long Begin() => time.GetTimestamp();

    /// <summary>Connects a socket, as a stream that gives its place in the budget back.</summary>
    /// <exception cref="SocketException">It cannot be connected, or there is no place left.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint place, CancellationToken cancellationToken)
    {
        budget.Take();
        Socket? socket = null;
        try
        {
            socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(place, cancellationToken);
            return new BudgetedStream(socket, budget);
        }
        catch
        {
            socket?.Dispose();
            budget.Return();
            throw;
        }
    }

    /// <summary>Notes that a connection is set up.</summary>
    /// <param name="begun">When it began to be, from <see cref="Begin"/>.</param>
    public void Opened(long begun) => opened(time.GetElapsedTime(begun));

    private ValueTask<Stream> EstablishedAsync(SocketsHttpPlaintextStreamFilterContext context, CancellationToken cancellationToken)
    {
        if (context.InitialRequestMessage.Options.TryGetValue(Begun, out var begun))
        {
            Opened(begun);
        }

        return ValueTask.FromResult(context.PlaintextStream);
    }
}
