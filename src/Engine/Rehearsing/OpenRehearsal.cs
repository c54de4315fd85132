using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Rehearsing;

/// <summary>
/// Makes the code of an open loop ready before its clock starts: the planned batches go to a stand-in inside the process until hardly a
/// method is compiled any more. Methods that are compiled when they are first needed would let the arrivals of the first second go out up
/// to 0.4 s late. Sends nothing to the server; nothing of it is counted or kept. A load by https is rehearsed over TLS, one
/// by HTTP/2 over HTTP/2, and one that goes through the platform's handler through that.
/// </summary>
public static class OpenRehearsal
{
    /// <summary>Most time that it may take.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(1.5);

    /// <summary>Methods are compiled anew, optimised, 100 ms after their thirtieth call: it takes some such rounds.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(600);

    /// <summary>Time between two looks at whether methods are still compiled.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>Methods compiled between two looks that count as none.</summary>
    private const int Few = 10;

    /// <summary>Rate that calls every method often, and that two cores carry easily.</summary>
    private const double BatchesPerSecond = 2_000;
    private const int Clients = 50;
    private const double UsualOperations = 100;

    /// <summary>True where a load goes over TLS.</summary>
    public static bool IsSecure(ApiConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.BatchUrl.Scheme == Uri.UriSchemeHttps;
    }

    /// <summary>Rehearses.</summary>
    /// <param name="connection">The load's; the stand-in takes the place of its server, and learns nothing of its credentials.</param>
    /// <param name="plan">The load.</param>
    /// <param name="options">Sinks and journal such as the run will have, which keep nothing.</param>
    /// <param name="stop">Ends it at once.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="SocketException">This process may not listen on loopback, or has no socket left.</exception>
    /// <exception cref="BatchPerfException">The stand-in cannot be reached, or this machine lacks what a run needs.</exception>
    public static async Task<RehearsalReport> RunAsync(
        ApiConnection connection,
        RunPlan plan,
        RunOptions options,
        CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(options);
        var watch = Stopwatch.StartNew();
        var methods = JitInfo.GetCompiledMethodCount();
        await using var standIn = StandIn.Listen(IsSecure(connection), connection.Options.Http2);
        using var invoker = new HttpMessageInvoker(Transport.CreateHandler(ToStandIn(connection, standIn.Url), maxConnections: 1));
        var load = LoadRun.Start(await ConnectAsync(ToStandIn(connection, standIn.Url), invoker, stop), Rehearsed(plan), options);
        await using (load)
        await using (stop.UnsafeRegister(static run => ((LoadRun)run!).Cancel(), load))
        {
            var reading = ReadAsync(load.Results);
            await AwaitCalmAsync(watch, load.Completion, stop);
            load.Cancel(); // nothing of it is kept, and a common start may be near
            await load.Completion;
            await reading;
        }

        stop.ThrowIfCancellationRequested();
        var totals = load.Run.Totals;
        return new RehearsalReport(totals.Batches, totals.Failed, JitInfo.GetCompiledMethodCount() - methods, watch.Elapsed);
    }

    /// <summary>The load without what ends it, or looks at the world outside.</summary>
    private static RunPlan Rehearsed(RunPlan plan) => plan with
    {
        ArrivalRate = Math.Max(1, BatchesPerSecond / SizeOf(plan)),
        OperationRate = null,
        Stages = [],
        Segment = Segment.Whole,
        ClientCount = Math.Clamp((int)(Clients / SizeOf(plan)), 1, Math.Max(1, plan.ClientCount)),
        Duration = Longest + Longest,
        BatchCount = null,
        WarmUp = TimeSpan.Zero,
        StopTimeout = Longest,
        StopFile = null,
        StopOnFailureRate = null,
    };

    /// <summary>
    /// Size of its largest batches relative to usual ones, 1 or more: the rehearsal needs no more memory than one of usual batches.
    /// </summary>
    private static double SizeOf(RunPlan plan) => Math.Max(1, plan.Scenarios.Max(static s => s.Scenario.Shape.Count) / UsualOperations);

    internal static ConnectOptions ToStandIn(ApiConnection connection, Uri url) => new()
    {
        BaseUrl = url,
        Key = "rehearsal",
        Secret = "rehearsal",
        TokenEndpoint = "token",
        ApiPrefix = "data/ed-fi",
        BatchEndpoint = "batch",
        Timeout = connection.Options.Timeout,
        Http2 = connection.Options.Http2,
        SkipCertificateCheck = IsSecure(connection), // the stand-in's is new, and lies in this process
        AcceptGzip = connection.Options.AcceptGzip || connection.Options.UseProxy, // so that it goes through the handler, as its load
    };

    private static async Task<ApiConnection> ConnectAsync(ConnectOptions options, HttpMessageInvoker invoker, CancellationToken stop)
    {
        var request = new ApiRequest(invoker, options);
        var endpoints = Endpoints.Choose(options, discovery: null);
        var tokens = new TokenSource(request, options, endpoints.Token, TimeProvider.System);
        await tokens.GetAsync(stop);
        return new ApiConnection(options, discovery: null, endpoints, invoker, request, tokens, TimeProvider.System);
    }

    private static async Task ReadAsync(ResultQueue? results)
    {
        while (results is not null && await results.WaitToReadAsync())
        {
            while (results.TryRead(out _))
            {
                // the reader's code is to be ready, too
            }
        }
    }

    private static async Task AwaitCalmAsync(Stopwatch watch, Task ended, CancellationToken stop)
    {
        var before = JitInfo.GetCompiledMethodCount();
        while (watch.Elapsed < Longest && !ended.IsCompleted)
        {
            await Task.WhenAny(ended, Task.Delay(Look, stop));
            stop.ThrowIfCancellationRequested();
            var now = JitInfo.GetCompiledMethodCount();
            if (watch.Elapsed >= Shortest && now - before < Few)
            {
                return;
            }

            before = now;
        }
    }
}
