using System.Net;
using System.Net.Sockets;

namespace EdFi.BatchPerf.Bench.Sink;

/// <summary>
/// The loopback server that every generator is measured against: reads a batch, answers its outcomes from one prepared text, keeps
/// the connection. A thread per connection with blocking calls, because that costs the least there is to pay for two system calls.
/// </summary>
internal sealed class SinkServer(SinkAnswers answers, SinkHolds holds)
{
    /// <summary>Beyond it, threads in their thousands would take the machine from the generator.</summary>
    private const int MostThreads = 500;
    private const int ThreadStackBytes = 256 * 1024;
    private readonly List<SinkConnection> _connections = [];
    private long _firstAt;

    /// <summary>Batches answered so far.</summary>
    public long Batches
    {
        get
        {
            lock (_connections)
            {
                return _connections.Sum(static c => c.Batches);
            }
        }
    }

    /// <summary>When the first batch since the last reset came in, in µs of Unix time; 0 while none has.</summary>
    public long FirstAt => Volatile.Read(ref _firstAt);

    public SinkAnswers Answers => answers;

    public SinkHolds Holds => holds;

    public void Reset()
    {
        Volatile.Write(ref _firstAt, 0);
        holds.Forget();
    }

    /// <summary>Takes down the time of the first batch; the empty one by which a client looks for the endpoint is none.</summary>
    public void NoteBatch(int bytes)
    {
        const int empty = 200;
        if (bytes > empty && Volatile.Read(ref _firstAt) == 0)
        {
            Interlocked.CompareExchange(ref _firstAt, NowMicros(), 0);
        }
    }

    /// <summary>Listens on a free port, says so on standard output, and goes on until standard input ends.</summary>
    public int Run()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1024);
        Console.WriteLine($"sink listening on http://{listener.LocalEndPoint}");
        StartThread(() => Accept(listener));
        while (Console.In.ReadLine() is not null)
        {
            // only its end says something
        }

        return 0;
    }

    private static long NowMicros() => (DateTime.UtcNow - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private static void StartThread(Action work) => new Thread(() => work(), ThreadStackBytes) { IsBackground = true }.Start();

    private void Accept(Socket listener)
    {
        while (true)
        {
            var connection = new SinkConnection(this, listener.Accept());
            lock (_connections)
            {
                _connections.Add(connection);
            }

            if (_connections.Count <= MostThreads)
            {
                StartThread(connection.Serve);
            }
            else
            {
                _ = connection.ServeAsync();
            }
        }
    }
}
