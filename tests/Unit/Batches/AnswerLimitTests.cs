using System.IO.Compression;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Faults;

namespace EdFi.BatchPerf.Unit.Batches;

/// <summary>Answers without an end, or much longer than what was asked for.</summary>
public sealed class AnswerLimitTests
{
    private static readonly string Filler = new('x', 64 * 1024);

    [Fact]
    public void The_limit_follows_the_operations_and_a_thousand_clients_stay_under_a_gigabyte()
    {
        Assert.True(AnswerLimit.Batch(30) < AnswerLimit.Batch(300));
        Assert.True(AnswerLimit.Batch(1) >= 64 * 1024, "problem details need room whatever the batch");
        Assert.All(new[] { 1, 30, 100, 300 }, static operations => Assert.True(1000L * 2 * AnswerLimit.Batch(operations) < 1_000_000_000, $"{operations}"));
        Assert.Equal(AnswerLimit.Metadata, AnswerLimit.Batch(int.MaxValue));
    }

    [Theory]
    [InlineData(null, 1024 * 1024)]
    [InlineData("limit=1", 1024 * 1024)]
    [InlineData("offset=0&limit=500", 500 * 32 * 1024)]
    [InlineData("limit=2000000000", 500 * 32 * 1024)]
    [InlineData("limit=-1", 1024 * 1024)]
    public void A_page_may_be_as_long_as_its_documents(string? query, int bytes) => Assert.Equal(bytes, AnswerLimit.Page(query));

    [Theory]
    [InlineData("endless", false)]
    [InlineData("announced", false)]
    [InlineData("chunked", false)]
    [InlineData("head", false)]
    [InlineData("endless", true)]
    [InlineData("announced", true)]
    [InlineData("chunked", true)]
    [InlineData("gzip", true)]
    [InlineData("head", true)]
    public async Task An_answer_beyond_the_limit_is_invalid_names_it_and_loses_its_connection(string kind, bool compressed)
    {
        await using var server = new RawServer();
        var cutOff = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.OnBatch = exchange => exchange.Number > 1 ? exchange.SucceedAsync() : AnswerAsync(exchange, kind, cutOff);
        using var connection = server.Connect(compressed);

        var results = await Load.RunAsync(connection, Plans.Counted(2) with { ClientCount = 1 });

        var failed = Assert.Single(results, static r => !r.Success);
        Assert.Equal((ErrorKind.InvalidResponse, 3), (failed.ErrorKind, failed.OperationsUnknown));
        Assert.Contains(kind == "head" ? "32 KB" : $"{AnswerLimit.Batch(3)}", failed.Error, StringComparison.Ordinal);
        await cutOff.Task.WaitAsync(Load.Bound);
    }

    [Fact]
    public async Task A_token_endpoint_that_answers_without_end_is_named()
    {
        await using var server = new RawServer();
        server.OnToken = static async exchange =>
        {
            await exchange.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n");
            await FillAsync(exchange);
        };
        using var connection = server.Connect();

        var problem = await Assert.ThrowsAsync<BatchPerfException>(() => connection.GetResources().GetAsync("students", null, CancellationToken.None));

        Assert.Equal("AnswerTooLong", problem.ErrorId);
        Assert.Contains("65,536 bytes", problem.Message, StringComparison.Ordinal);
    }

    private static async Task AnswerAsync(RawExchange exchange, string kind, TaskCompletionSource cutOff)
    {
        try
        {
            await exchange.WriteAsync(kind switch
            {
                "announced" => "HTTP/1.1 200 OK\r\nContent-Length: 900000000\r\n\r\n",
                "chunked" => "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\n",
                "gzip" => $"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {Bomb().Length}\r\n\r\n",
                "head" => "HTTP/1.1 200 OK\r\nX: ",
                _ => "HTTP/1.1 200 OK\r\n\r\n",
            });
            if (kind == "gzip")
            {
                await exchange.WriteAsync(System.Text.Encoding.Latin1.GetString(Bomb()));
                await exchange.StallAsync();
            }
            else
            {
                await FillAsync(exchange);
            }
        }
        catch (System.Net.Sockets.SocketException)
        {
            // the client has dropped the connection
        }

        cutOff.TrySetResult();
    }

    private static async Task FillAsync(RawExchange exchange)
    {
        while (true)
        {
            await exchange.WriteAsync(Filler);
        }
    }

    private static byte[] Bomb()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            for (var i = 0; i < 256; i++)
            {
                gzip.Write(new byte[64 * 1024]);
            }
        }

        return packed.ToArray();
    }
}
