using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Unit.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace EdFi.BatchPerf.Unit.Faults;

/// <summary>Clients take the memory of their bodies from one pool, and what breaks off must not leave one client's in another's hands.</summary>
public sealed class SharedMemoryTests
{
    private const int Triples = 40;
    private const int Batches = 400;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whatever_breaks_off_every_batch_holds_its_own_documents_alone(bool http2)
    {
        var strange = new ConcurrentQueue<string>();
        await using var server = await SecureServer.StartAsync(http2 ? HttpProtocols.Http2 : HttpProtocols.Http1, AnswerAsync, readsBodies: false);
        using var connection = server.Connect(http2);
        var plan = Plans.Counted(Batches, Triples) with
        {
            ClientCount = 16,
            RequestTimeout = TimeSpan.FromMilliseconds(500),
            RetryCount = 1,
            StopOnFailureRate = null,
        };

        var results = await Load.RunAsync(connection, plan);

        Assert.Equal(Batches, results.Count);
        Assert.Empty(strange);
        Assert.Contains(results, static r => r.Success);
        Assert.Contains(results, static r => !r.Success);

        async Task AnswerAsync(HttpContext context, int number)
        {
            switch (number % 8)
            {
                case 1:
                    context.Abort(); // while the body is still on its way, as a rule
                    return;
                case 2 when number % 64 == 2:
                    await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
                    return;
                case 3:
                    await context.Response.WriteAsync(new string(' ', 30_000));
                    context.Abort();
                    return;
                case 4:
                    context.Response.StatusCode = 503; // before the body was read
                    return;
                default:
                    using (var reader = new StreamReader(context.Request.Body))
                    {
                        Check(await reader.ReadToEndAsync(context.RequestAborted));
                    }

                    await context.Response.WriteAsync(Outcomes());
                    return;
            }
        }

        void Check(string body)
        {
            try
            {
                var ids = JsonNode.Parse(body)!.AsArray()
                    .Select(static o => (string)(o!["naturalKey"] ?? o["document"])!["studentUniqueId"]!)
                    .ToList();
                var own = ids[0][..^1];
                if (ids.Count != 3 * Triples || ids.Distinct().Count() != Triples || ids.Exists(id => !id.StartsWith(own[..^1], StringComparison.Ordinal)))
                {
                    strange.Enqueue(body);
                }
            }
            catch (System.Text.Json.JsonException)
            {
                strange.Enqueue(body);
            }
        }
    }

    private static string Outcomes() => new JsonArray(
        [.. Enumerable.Range(0, 3 * Triples).Select(static i => (JsonNode)new JsonObject
        {
            ["index"] = i,
            ["status"] = "success",
            ["op"] = (i % 3) switch { 0 => "create", 1 => "update", _ => "delete" },
            ["resource"] = "students",
            ["documentId"] = Guid.Empty.ToString(),
        })]).ToJsonString();
}
