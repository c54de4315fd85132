using System.Buffers;
using System.Globalization;
using System.Text;
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
/// <param name="server">The server.</param>
/// <param name="reader">Reads from it.</param>
/// <param name="keys">The natural keys of the built-in fixtures.</param>
internal sealed class TrialSender(IJobHost host, ScenarioServer server, ReadBack reader, FixtureKeys keys)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(100);
    private readonly RunId _run = RunId.New();
    private readonly TrialSilence _silence = new(server.Connection.Time);
    private long _sequence;

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
            catch (BatchPerfException) when (again && server.Client.Away is null)
            {
                continue; // nothing was sent, and what had to be read before may be readable now
            }
            catch (BatchPerfException exception) when (server.Client.Away is null)
            {
                var reason = $"{exception.Message} {exception.NextStep}".TrimEnd('.');
                if (TrialFailure.MayPass(exception))
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
                _silence.End();
                trial.Pass();
                return null;
            }

            if (!SaysNothing(result))
            {
                _silence.End();
                trial.Refuse(Reason(result));
                return result.FailedOperation;
            }

            trial.Miss(Reason(result));
            if (server.Exhausted is { } exhausted)
            {
                trial.Wait($"{trial.Reason}; {exhausted}", missed: true);
                return null;
            }

            if (again)
            {
                await Task.Delay(Retries.OwnDelay(retries: 0), server.Connection.Time, host.Stop);
            }
            else if (!await IsAskedAgainAsync(segment, result))
            {
                return null;
            }
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

    /// <returns>True where the record is to be sent once more, to find out whether the server answers again.</returns>
    private async Task<bool> IsAskedAgainAsync(string segment, BatchResult result)
    {
        if (result.ErrorKind is ErrorKind.ConnectionFailed or ErrorKind.Timeout)
        {
            return await _silence.AddAsync(() => Silent(segment, result), host.Stop);
        }

        _silence.End();
        return false;
    }

    private BatchPerfException Silent(string segment, BatchResult result) => new(
        "ServerUnreachable",
        ProblemKind.Connection,
        string.Create(
            CultureInfo.InvariantCulture,
            $"POST {server.Connection.BatchUrl}: no answer to records of {TrialSilence.Most} scenarios in a row, the last one of ")
            + $"{segment}: {Reason(result)}.",
        "Check that the server runs and carries out batches.");

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
        BatchResult result;
        try
        {
            result = await SingleBatch.SendTwiceAsync(server.Connection, body.WrittenMemory, Timeout, server.Waiting, host.Stop);
        }
        catch (OperationCanceledException)
        {
            host.WarnOfRemains($"Stopped: whether {Names(Documents(scenario, key))} are on the server is not known.");
            throw;
        }

        if (result.OperationsUnknown > 0)
        {
            await LookAsync(Documents(scenario, key), result.Error ?? "no answer");
        }

        return result;
    }

    /// <summary>
    /// Looks for the documents of a record whose answer was lost: its batch creates and deletes them, so that they are there only where it
    /// is not atomic.
    /// </summary>
    private async Task LookAsync(IReadOnlyList<WantedDocument> documents, string why)
    {
        List<WantedDocument> unknown = [.. documents];
        try
        {
            foreach (var document in documents)
            {
                var found = await reader.FindAsync(document, host.Stop);
                if (found.Found)
                {
                    host.WarnOfRemains($"{Names([document])} (id {found.Image!.Id?.ToString() ?? "not given"}) is on the server, although "
                        + $"its batch was to delete it: {why}");
                }

                _ = found.Known && unknown.Remove(document);
            }
        }
        finally
        {
            if (unknown.Count > 0)
            {
                host.WarnOfRemains($"Whether {Names(unknown)} are on the server is not known: {why}");
            }
        }
    }

    private static string Names(IEnumerable<WantedDocument> documents)
        => string.Join(", ", documents.Select(static d => $"{d.Resource} {d.NaturalKey}"));

    /// <summary>The documents that a record creates.</summary>
    private static IReadOnlyList<WantedDocument> Documents(IScenario scenario, BatchKey key)
    {
        var shape = scenario.TripleShape(0);
        return
        [
            .. Enumerable.Range(0, shape.Count).Where(at => shape.Op(at) == OperationKind.Create).Select(at =>
            {
                var text = new ArrayBufferWriter<byte>();
                scenario.WriteNaturalKey(text, key, triple: 0, at);
                return new WantedDocument(shape.Resource(at), Encoding.UTF8.GetString(text.WrittenSpan));
            }),
        ];
    }
}
