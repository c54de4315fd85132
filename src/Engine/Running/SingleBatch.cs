using System.Text;
using System.Text.Json;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Running;

/// <summary>Sends one batch by hand and gives the outcome of every operation.</summary>
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
        return SendBodyAsync(connection, OperationWriter.Write(operations), timeout, retries: 0, cancellationToken);
    }

    /// <summary>Sends a JSON text as it is.</summary>
    /// <exception cref="BatchPerfException">The text is not JSON.</exception>
    public static Task<BatchResult> SendAsync(ApiConnection connection, string json, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(json);
        return SendBodyAsync(connection, Encoding.UTF8.GetBytes(json), timeout, retries: 0, cancellationToken);
    }

    /// <summary>
    /// Sends a batch in UTF-8 as it is, and once more where <see cref="Retries"/> makes that worthwhile and after the wait that it gives.
    /// </summary>
    /// <param name="connection">The server.</param>
    /// <param name="body">The batch.</param>
    /// <param name="timeout">Time for each answer.</param>
    /// <param name="budget">Bounds the wait, together with others.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task<BatchResult> SendTwiceAsync(
        ApiConnection connection,
        ReadOnlyMemory<byte> body,
        TimeSpan timeout,
        WaitBudget budget,
        CancellationToken cancellationToken)
        => SendBodyAsync(connection, body.ToArray(), timeout, retries: 1, cancellationToken, budget);

    private static async Task<BatchResult> SendBodyAsync(
        ApiConnection connection,
        byte[] body,
        TimeSpan timeout,
        int retries,
        CancellationToken cancellationToken,
        WaitBudget? budget = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var shape = Shape(body);
        using var sender = new BatchSender(connection, connections: 1, timeout, budget);
        return await sender.SendAsync("ByHand", "by-hand", body, shape, retries, cancellationToken);
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
