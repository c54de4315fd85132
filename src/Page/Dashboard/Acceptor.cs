using System.Collections.Concurrent;
using System.Net.Sockets;

namespace EdFi.BatchPerf.Page.Dashboard;

/// <summary>
/// Accepts connections, at most 32 at a time: further ones are closed at once. Holds the end of each until <see cref="CloseAsync"/>.
/// </summary>
internal sealed class Acceptor : IDisposable
{
    /// <summary>The most connections at a time, each of which takes one file descriptor.</summary>
    public const int Most = 32;

    /// <summary>Time for viewers to take the last state; with <see cref="LastPatience"/>, all is closed within two seconds.</summary>
    public static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1.5);

    /// <summary>Time for connections that were cut off to end.</summary>
    public static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(0.3);
    private static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(0.1);
    private readonly Socket _listener;
    private readonly Func<Socket, Connection> _connect;
    private readonly TimeProvider _time;
    private readonly AcceptRate _rate;
    private readonly ConcurrentDictionary<Connection, Task> _connections = new();
    private readonly CancellationTokenSource _accepting = new();
    private readonly CancellationTokenSource _serving = new();
    private readonly Task _loop;
    private int _open;
    private int _refused;

    public Acceptor(Socket listener, Func<Socket, Connection> connect, TimeProvider time)
    {
        _listener = listener;
        _connect = connect;
        _time = time;
        _rate = new AcceptRate(time);
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>Connections being served.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Connections closed at once because there were too many.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>Listens no more, and ends all connections: those without the token at once, those with it after 1.5 s.</summary>
    /// <param name="farewell">False to end all at once.</param>
    public async Task CloseAsync(bool farewell)
    {
        await _accepting.CancelAsync(); // also what has not shown the token
        _listener.Dispose();
        await _loop;
        if (farewell)
        {
            await WaitAsync(Farewell);
        }

        await _serving.CancelAsync();
        foreach (var connection in _connections.Keys)
        {
            connection.Abort();
        }

        await WaitAsync(LastPatience);
        Dispose();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _accepting.Dispose();
        _serving.Dispose();
    }

    private async Task WaitAsync(TimeSpan patience)
    {
        try
        {
            await Task.WhenAll(_connections.Values).WaitAsync(patience, _time);
        }
        catch (TimeoutException)
        {
            // connections that are not ready by then are cut off
        }
    }

    private async Task LoopAsync()
    {
        while (!_accepting.IsCancellationRequested)
        {
            try
            {
                var socket = await _listener.AcceptAsync(_accepting.Token);
                if (Open < Most)
                {
                    Serve(socket);
                }
                else
                {
                    Interlocked.Increment(ref _refused);
                    socket.Close(0);
                }

                await PauseAsync(_rate.Take());
            }
            catch (SocketException)
            {
                await PauseAsync(FailurePause); // no file descriptor is free, or the other side has gone again
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private void Serve(Socket socket)
    {
        var connection = _connect(socket);
        Interlocked.Increment(ref _open);
        var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _connections[connection] = ServeAsync(connection, begin.Task);
        begin.SetResult();
    }

    private async Task ServeAsync(Connection connection, Task begin)
    {
        await begin;
        try
        {
            await connection.ServeAsync(_accepting.Token, _serving.Token);
        }
        finally
        {
            _connections.TryRemove(connection, out _);
            Interlocked.Decrement(ref _open);
        }
    }

    private async Task PauseAsync(TimeSpan pause)
    {
        if (pause > TimeSpan.Zero)
        {
            await Task.Delay(pause, _time, _accepting.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
