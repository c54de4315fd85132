using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Running;

/// <summary>Sends batches that no run counts, over connections of its own. Safe for concurrent use.</summary>
internal sealed class BatchSender : IDisposable
{
    private readonly ApiConnection _connection;
    private readonly HttpMessageInvoker _invoker;
    private readonly TimeSpan _timeout;
    private readonly WaitBudget? _budget;

    /// <summary>Prepares to send.</summary>
    /// <param name="connection">The server.</param>
    /// <param name="connections">The most connections at once, 1 or more.</param>
    /// <param name="timeout">Time for each answer.</param>
    /// <param name="budget">Bounds the waits before batches are sent again, together with others; null for no bound.</param>
    public BatchSender(ApiConnection connection, int connections, TimeSpan timeout, WaitBudget? budget = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _connection = connection;
        _budget = budget;
        _timeout = timeout;
        _invoker = new HttpMessageInvoker(Transport.CreateHandler(connection.Options, connections));
    }

    /// <summary>Sends a batch, and sends it again where a refusal or a broken connection makes that worthwhile.</summary>
    /// <param name="scenario">Name of the scenario in the result.</param>
    /// <param name="name">Request name in the result.</param>
    /// <param name="body">The batch in UTF-8.</param>
    /// <param name="shape">Its operations.</param>
    /// <param name="retries">Attempts beyond the first, 0 or more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The result; after an attempt that broke off, operations that were not committed are unknown.</returns>
    /// <exception cref="OperationCanceledException">It was given up: the outcome of the batch is not known.</exception>
    public async Task<BatchResult> SendAsync(
        string scenario,
        string name,
        ReadOnlyMemory<byte> body,
        BatchShape shape,
        int retries,
        CancellationToken cancellationToken)
    {
        using var client = new ExchangeClient(
            new HandlerWire(_invoker, _connection.Options, TimeProvider.System),
            _connection.Tokens,
            TimeProvider.System);
        using var cancellation = new ExchangeCancellation(_timeout, TimeProvider.System, cancellationToken);
        var request = ExchangeRequest.Batch(_connection.BatchUrl, body, shape, keepIds: true);
        var unknown = false;
        for (var retry = 0; ; retry++)
        {
            cancellation.Arm();
            var clock = new RunClock(TimeProvider.System);
            var (exchange, refused) = await client.SendAsync(request, cancellation);
            if (exchange.Answer is { Fate: BatchFate.Unknown } or { StatusCode: null })
            {
                cancellationToken.ThrowIfCancellationRequested(); // an answer that came in time is told all the same
            }

            if (retry < retries
                && Retries.Worthwhile(exchange)
                && !cancellationToken.IsCancellationRequested
                && await WaitAsync(Retries.Delay(exchange, retry), cancellationToken))
            {
                unknown |= exchange.Answer.Fate == BatchFate.Unknown;
                continue;
            }

            var answer = unknown ? Retries.AfterUnknown(exchange.Answer) : exchange.Answer;
            return ResultBuilder.Build(Describe(scenario, name, request, clock, exchange, refused), answer, keepOperations: true);
        }
    }

    public void Dispose() => _invoker.Dispose();

    private async Task<bool> WaitAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        if (_budget is not null)
        {
            return await _budget.WaitAsync(delay, cancellationToken);
        }

        await Task.Delay(delay, cancellationToken);
        return true;
    }

    private static SentBatch Describe(
        string scenario,
        string name,
        in ExchangeRequest request,
        RunClock clock,
        in BatchExchange exchange,
        BatchExchange? refused)
    {
        var shape = request.Shape;
        return new SentBatch
        {
            RunId = RunId.New().ToString(),
            Scenario = scenario,
            Name = name,
            Resource = string.Join('+', Enumerable.Range(0, shape.Count).Select(shape.Resource).Distinct(StringComparer.Ordinal)),
            Shape = shape,
            Phase = RunPhase.Measured,
            ScheduledAt = clock.StartedAt,
            StartedAt = clock.StartedAt,
            ResponseTimeMs = clock.Milliseconds(clock.Start, exchange.Ended),
            ServiceTimeMs = clock.Milliseconds(clock.Start, exchange.Ended),
            RequestBytes = request.Body.Length,
            Attempts = AttemptList.Of(clock, shape, refused, exchange),
            Sequence = 1,
        };
    }
}
