using System.Text;
using System.Text.Json;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Running;

/// <summary>Sends one batch by hand and says what became of every operation.</summary>
internal static class SingleBatch
{
    /// <summary>Sends operations.</summary>
    /// <param name="connection">The server.</param>
    /// <param name="operations">In the order in which they are to be carried out.</param>
    /// <param name="timeout">Time for the answer.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task<BatchResult> SendAsync(
        ApiConnection connection,
        IReadOnlyList<BatchOperation> operations,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operations);
        return SendBodyAsync(connection, OperationWriter.Write(operations), timeout, cancellationToken);
    }

    /// <summary>Sends a JSON text as it is.</summary>
    /// <exception cref="BatchPerfException">The text is not JSON.</exception>
    public static Task<BatchResult> SendAsync(ApiConnection connection, string json, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(json);
        return SendBodyAsync(connection, Encoding.UTF8.GetBytes(json), timeout, cancellationToken);
    }

    private static async Task<BatchResult> SendBodyAsync(
        ApiConnection connection,
        byte[] body,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var shape = Shape(body);
        using var invoker = new HttpMessageInvoker(Transport.CreateHandler(connection.Options, maxConnections: 1));
        using var client = new ExchangeClient(invoker, connection.Options, connection.Tokens, TimeProvider.System);
        using var cancellation = new ExchangeCancellation(timeout, TimeProvider.System, cancellationToken);
        cancellation.Arm();
        var clock = new RunClock(TimeProvider.System);
        var (exchange, refused) = await client.SendAsync(
            ExchangeRequest.Batch(connection.BatchUrl, body, shape, keepIds: true),
            cancellation);
        cancellationToken.ThrowIfCancellationRequested();
        var answer = exchange.Answer;
        var resources = Enumerable.Range(0, shape.Count).Select(shape.Resource).Distinct(StringComparer.Ordinal).ToArray();
        var sent = new SentBatch
        {
            RunId = RunId.New().ToString(),
            Scenario = "ByHand",
            Name = "by-hand",
            Resource = string.Join('+', resources),
            Shape = shape,
            Phase = RunPhase.Measured,
            ScheduledAt = clock.StartedAt,
            StartedAt = clock.StartedAt,
            ResponseTimeMs = clock.Milliseconds(clock.Start, exchange.Ended),
            ServiceTimeMs = clock.Milliseconds(clock.Start, exchange.Ended),
            RequestBytes = body.Length,
            Attempts = AttemptList.Of(clock, shape, refused, exchange),
            Sequence = 1,
        };
        return ResultBuilder.Build(sent, answer, keepOperations: true);
    }

    private static BatchShape Shape(byte[] body)
    {
        try
        {
            return OperationWriter.ShapeOf(body);
        }
        catch (JsonException exception)
        {
            throw new BatchPerfException(
                "InvalidJson",
                ProblemKind.InvalidInput,
                $"The batch is not JSON (line {exception.LineNumber + 1}): {exception.Message}",
                "Give a JSON array of operations.",
                exception);
        }
    }
}
