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
/// <param name="reader">Reads from it.</param>
/// <param name="keys">The natural keys of the built-in fixtures.</param>
internal sealed class TrialSender(IJobHost host, ApiConnection connection, ReadBack reader, FixtureKeys keys)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(100);
    private readonly RunId _run = RunId.New();
    private long _sequence;

    /// <summary>Sends a record of a scenario and notes its outcome in the trial.</summary>
    /// <param name="catalog">The scenarios.</param>
    /// <param name="segment">The scenario's resource.</param>
    /// <param name="trial">The trial.</param>
    /// <returns>The operation that the server refused; null where it passed, or where the refused operation is not known.</returns>
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
            catch (BatchPerfException) when (again)
            {
                continue; // nothing was sent, and what had to be read before may be readable now
            }
            catch (BatchPerfException exception)
            {
                trial.GiveUp($"{exception.Message} {exception.NextStep}".TrimEnd('.'));
                return null;
            }

            if (result.Success)
            {
                trial.Pass();
                return null;
            }

            trial.Refuse(Reason(result));
            if (result.OperationsUnknown > 0)
            {
                host.WarnOfRemains($"Whether a record of {segment} was created, with a key that begins with {_run}, is not known: "
                    + $"{result.Error}");
            }

            if (!again || !IsTransient(result))
            {
                return result.FailedOperation;
            }
        }
    }

    private static bool IsTransient(BatchResult result)
        => result.ErrorKind is ErrorKind.ConnectionFailed or ErrorKind.ServerError or ErrorKind.Throttled;

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
        scenario.Write(body, new BatchKey(_run, 0, ++_sequence), poisoned: false);
        try
        {
            return await SingleBatch.SendAsync(connection, Encoding.UTF8.GetString(body.WrittenSpan), Timeout, host.Stop);
        }
        catch (OperationCanceledException)
        {
            host.WarnOfRemains($"Stopped: whether a record of {segment} was created, with a key that begins with {_run}, is not known.");
            throw;
        }
    }
}
