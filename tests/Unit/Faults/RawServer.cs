using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Unit.Faults;

/// <summary>A DMS on a bare socket, whose answers to batches are bytes that a test writes, or breaks off, itself.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Socket, Task> _connections = new();
    private readonly IPEndPoint _endpoint;
    private Socket? _listener;
    private Task _accepting = Task.CompletedTask;
    private int _accepted;
    private int _batches;
    private int _tokens;

    public RawServer()
    {
        _endpoint = new IPEndPoint(IPAddress.Loopback, 0);
        Listen();
        _endpoint.Port = ((IPEndPoint)_listener!.LocalEndPoint!).Port;
    }

    /// <summary>What is answered to a batch.</summary>
    public Func<RawExchange, Task> OnBatch { get; set; } = static exchange => exchange.SucceedAsync();

    public Func<RawExchange, Task> OnToken { get; set; } = static exchange => exchange.AnswerAsync(200, """{"access_token":"t","expires_in":1800}""");

    public Uri BaseUrl => new($"http://{_endpoint}");

    /// <summary>Connections accepted so far.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>Batches read so far.</summary>
    public int Batches => Volatile.Read(ref _batches);

    public int TokenRequests => Volatile.Read(ref _tokens);

    /// <summary>Connects without discovery and checks, so that also a server that fails can be connected to.</summary>
    public ApiConnection Connect(ConnectOptions? options = null, string? batchUrl = null, TimeProvider? time = null)
    {
        options ??= new ConnectOptions { BaseUrl = BaseUrl, Key = "k", Secret = "s" };
        time ??= TimeProvider.System;
        var invoker = new HttpMessageInvoker(Transport.CreateHandler(options, maxConnections: 2));
        var request = new ApiRequest(invoker, options);
        var endpoints = new Endpoints(new Uri(batchUrl ?? $"{BaseUrl}batch"), new Uri(BaseUrl, "token"), new Uri(BaseUrl, "data/ed-fi"));
        return new ApiConnection(options, discovery: null, endpoints, invoker, request, new TokenSource(request, options, endpoints.Token, time), time);
    }

    /// <summary>As the other, through the platform's handler where answers may be compressed.</summary>
    public ApiConnection Connect(bool compressed, string? batchUrl = null) =>
        Connect(new ConnectOptions { BaseUrl = BaseUrl, Key = "k", Secret = "s", AcceptGzip = compressed }, batchUrl);

    /// <summary>Stops listening and resets all connections.</summary>
    public async Task StopAsync()
    {
        _listener?.Dispose();
        await _accepting;
        foreach (var socket in _connections.Keys)
        {
            RawExchange.Reset(socket);
        }

        await AllClosedAsync();
    }

    /// <summary>Stops listening; the connections that there are go on.</summary>
    public void Deafen() => _listener?.Dispose();

    /// <summary>Listens again at the same port.</summary>
    public void Listen()
    {
        _listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _listener.Bind(_endpoint);
        _listener.Listen(1000);
        _accepting = AcceptAsync(_listener);
    }

    /// <summary>Completes when the other side has closed every connection.</summary>
    public async Task AllClosedAsync()
    {
        while (!_connections.IsEmpty)
        {
            await Task.WhenAll(_connections.Values);
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                var socket = await listener.AcceptAsync();
                socket.NoDelay = true;
                Interlocked.Increment(ref _accepted);
                var begin = new TaskCompletionSource();
                _connections[socket] = ServeAsync(socket, begin.Task);
                begin.SetResult();
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // stopped
        }
    }

    private async Task ServeAsync(Socket socket, Task begin)
    {
        await begin;
        await Task.Yield();
        try
        {
            while (await RawExchange.ReadAsync(socket) is { } exchange)
            {
                await AnswerAsync(exchange);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or IOException)
        {
            // reset by one side or the other
        }
        finally
        {
            socket.Dispose();
            _connections.TryRemove(socket, out _);
        }
    }

    private Task AnswerAsync(RawExchange exchange)
    {
        if (exchange.Path.EndsWith("/token", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _tokens);
            return OnToken(exchange);
        }

        exchange.Number = Interlocked.Increment(ref _batches);
        return OnBatch(exchange);
    }
}
