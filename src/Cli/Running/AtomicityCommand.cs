using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Cli.Output;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Jobs.Atomicity;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Jobs.Preparing;
using EdFi.BatchPerf.Questions.Atomicity;

namespace EdFi.BatchPerf.Cli.Running;

/// <summary><c>--testAtomicity</c>: poisoned batches instead of a load, a table of verdicts, one file.</summary>
internal sealed class AtomicityCommand(ConsoleHost host, Log log, RunSettings settings)
{
    private const string FileName = "batch_atomicity.json";

    /// <exception cref="BatchPerfException">Anything that keeps the test from being made, or its file from being written.</exception>
    public async Task<ExitCode> RunAsync()
    {
        var catalog = ScenarioCatalog.Load(settings.ScenarioPaths.Select(host.FullPath), host.Stop);
        var plan = settings.Job<AtomicityPlan>();
        var request = new AtomicityRequest
        {
            Scenarios = new AtomicityScenarios(catalog, settings.Builder.Names ?? [], plan.TripleCount, settings.Seed, settings.Keys),
            Fixtures = new FixtureStep(settings.Keys, [], settings.CreateMissing),
            Plan = plan,
            File = Path.Combine(host.FullPath(settings.OutputDirectory), FileName),
        };
        using var server = new ServerAccess(settings.Connection, log);
        var results = new List<BatchAtomicityResult>();
        var verdicts = new Told<BatchAtomicityResult>(result =>
        {
            results.Add(result);
            log.Debug(result.ToString());
        });
        try
        {
            await new AtomicityJob(new ConsoleJobHost(host, log)).RunAsync(request, server.OpenAsync, verdicts);
        }
        catch (OperationCanceledException) when (host.Stop.IsCancellationRequested)
        {
            log.Warning("Stopped. What was prepared has been deleted, but for what is named above.");
            return ExitCode.Canceled;
        }
        finally
        {
            AtomicitySummary.Write(host.Out, host.OutWidth(), results);
        }

        return results.TrueForAll(static r => r.Verdict == AtomicityVerdict.Atomic) ? ExitCode.Success : ExitCode.Atomicity;
    }
}
