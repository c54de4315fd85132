using System.Net.Sockets;
using System.Text;

namespace EdFi.BatchPerf.Bench.Attack;

/// <summary>
/// Loops that connect, send what their kind of attack sends, wait until they are thrown out, and come again; until disposed.
/// </summary>
internal sealed class Attackers : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private readonly CancellationTokenSource _stop = new();
    private readonly AttackKind _kind;
    private readonly Uri _dashboard;
    private readonly Task _all;
    private long _tries;

    public Attackers(AttackKind kind, Uri dashboard)
    {
        _kind = kind;
        _dashboard = dashboard;
        _all = Task.WhenAll(Enumerable.Range(0, AttackerWords.Connections(kind)).Select(_ => Task.Run(LoopAsync)));
    }

    /// <summary>Connections made so far.</summary>
    public long Tries => Volatile.Read(ref _tries);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _all;
        _stop.Dispose();
    }

    private async Task LoopAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await OnceAsync();
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException)
            {
                // thrown out, or done
            }

            await Task.Delay(_kind == AttackKind.Flood ? TimeSpan.Zero : Pause);
        }
    }

    private async Task OnceAsync()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", _dashboard.Port, _stop.Token);
        Interlocked.Increment(ref _tries);
        await socket.SendAsync(Encoding.ASCII.GetBytes(AttackerWords.Request(_kind, _dashboard)), _stop.Token);
        var dripping = AttackerWords.Drip(_kind) is { } each ? DripAsync(socket, each) : Task.CompletedTask;
        var buffer = new byte[1024];
        while (await socket.ReceiveAsync(buffer, _stop.Token) > 0)
        {
            // whatever is answered
        }

        socket.Dispose();
        await dripping;
    }

    private async Task DripAsync(Socket socket, TimeSpan each)
    {
        try
        {
            while (true)
            {
                await Task.Delay(each, _stop.Token);
                await socket.SendAsync("x"u8.ToArray(), _stop.Token);
            }
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // thrown out, or done
        }
    }
}
