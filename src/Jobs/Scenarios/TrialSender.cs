using System.Buffers;
using System.Globalization;
using System.Text;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.ReadingBack;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Documents.Verification;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Jobs.Scenarios;

/// <summary>Sends records of a trial, each with a key of its own; once more where the connection breaks or the server fails.</summary>
/// <param name="host">Where the job runs.</param>
/// <param name="connection">The server.</param>
/// <param name="client">Its resources; fails at once when the server is away.</param>
/// <param name="reader">Reads from it.</param>
/// <param name="keys">The natural keys of the built-in fixtures.</param>
internal sealed class TrialSender(IJobHost host, ApiConnection connection, GuardedClient client, ReadBack reader, FixtureKeys keys)
{
    /// <summary>Scenarios in a row of which no record was answered, after which the server is taken to be away.</summary>
    private const int MostSilent = 3;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(100);
    private readonly RunId _run = RunId.New();
    private long _sequence;
    private int _silent;

    /// <summary>Sends a record of a scenario and notes its outcome in the trial.</summary>
    /// <param name="catalog">The scenarios.</param>
    /// <param name="segment">The scenario's resource.</param>
    /// <param name="trial">The trial.</param>
    /// <returns>The operation that the server refused; null where the record passed, or the answer names no operation.</returns>
    /// <exception cref="BatchPerfException">The server is away.</exception>
    /// <exception cref="OperationCanceledException">The job was stopped.</exception>
    public async Task<FailedOperation?> SendAsync(ScenarioCatalog catalog, string segment, TrialState trial)
    {
        for (var again = true; ; again = false)
        {
            BatchResult result;
            try
            {
                result = await RecordAsync(catalog, segment);
            }
            catch (BatchPerfException) when (again && client.Away is null)
            {
                continue; // nothing was sent, and what had to be read before may be readable now
            }
            catch (BatchPerfException exception) when (client.Away is null)
            {
                var reason = $"{exception.Message} {exception.NextStep}".TrimEnd('.');
                if (exception.Problem == ProblemKind.Connection)
                {
                    trial.Wait(reason, missed: true);
                }
                else
                {
                    trial.GiveUp(reason);
                }

                return null;
            }

            if (result.Success)
            {
                _silent = 0;
                trial.Pass();
                return null;
            }

            if (SaysNothing(result))
            {
                trial.Miss(Reason(result));
                if (again)
                {
                    await Task.Delay(Retries.OwnDelay(retries: 0), host.Stop);
                    continue;
                }

                CountSilence(segment, result);
                return null;
            }

            _silent = 0;
            trial.Refuse(Reason(result));
            return result.FailedOperation;
        }
    }

    /// <summary>True for a failure of the server or the connection, which says nothing about the record.</summary>
    private static bool SaysNothing(BatchResult result) => result.ErrorKind is ErrorKind.ConnectionFailed
        or ErrorKind.Timeout
        or ErrorKind.ServerError
        or ErrorKind.Throttled
        or ErrorKind.InvalidResponse
        or ErrorKind.ClientResources
        or ErrorKind.NotSupported
        or ErrorKind.Unauthorized;

    /// <summary>A server that hangs costs two timeouts a record, which many scenarios make hours of.</summary>
    private void CountSilence(string segment, BatchResult result)
    {
        _silent = result.ErrorKind is ErrorKind.ConnectionFailed or ErrorKind.Timeout ? _silent + 1 : 0;
        if (_silent == MostSilent)
        {
            throw new BatchPerfException(
                "ServerUnreachable",
                ProblemKind.Connection,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"POST {connection.BatchUrl}: no answer to records of {MostSilent} scenarios in a row, the last one of {segment}: ")
                    + $"{Reason(result)}.",
                "Check that the server runs and carries out batches.");
        }
    }

    private static string Reason(BatchResult result) => result.FailedOperation is { } failed
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{failed.Op} {failed.Resource}: {failed.Status} {failed.Detail ?? failed.Title}").TrimEnd('.')
        : (result.Error ?? "no answer").TrimEnd('.');

    private async Task<BatchResult> RecordAsync(ScenarioCatalog catalog, string segment)
    {
        var options = new ScenarioOptions { TripleCount = 1, PoolSize = 1, FixtureKeys = keys };
        var scenario = new ScenarioFactory(catalog).Create([segment], options)[0];
        scenario.RequireVerified();
        await NumberRange.RequireFreeAsync(reader, [scenario], _run, host.Stop);
        var body = new ArrayBufferWriter<byte>();
        var key = new BatchKey(_run, 0, ++_sequence);
        scenario.Write(body, key, poisoned: false);
        try
        {
            var result = await SingleBatch.SendTwiceAsync(connection, body.WrittenMemory, Timeout, host.Stop);
            if (result.OperationsUnknown > 0)
            {
                host.WarnOfRemains($"Whether {Documents(scenario, key)} are on the server is not known: {result.Error}");
            }

            return result;
        }
        catch (OperationCanceledException)
        {
            host.WarnOfRemains($"Stopped: whether {Documents(scenario, key)} are on the server is not known.");
            throw;
        }
    }

    /// <summary>The documents that a record creates, by resource and natural key.</summary>
    private static string Documents(IScenario scenario, BatchKey key)
    {
        var shape = scenario.TripleShape(0);
        return string.Join(", ", Enumerable.Range(0, shape.Count).Where(at => shape.Op(at) == OperationKind.Create).Select(at =>
        {
            var text = new ArrayBufferWriter<byte>();
            scenario.WriteNaturalKey(text, key, triple: 0, at);
            return $"{shape.Resource(at)} {Encoding.UTF8.GetString(text.WrittenSpan)}";
        }));
    }
}
