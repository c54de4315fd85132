using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Files.Output;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Questions.Atomicity;
using EdFi.BatchPerf.Resources;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Jobs.Atomicity;

/// <summary>Sends poisoned batches instead of a load, and tells for each whether it left anything behind.</summary>
/// <param name="host">Where the job runs.</param>
internal sealed class AtomicityJob(IJobHost host)
{
    /// <summary>Tests every scenario; checks all that can be checked before the server is asked for anything.</summary>
    /// <param name="request">The scenarios, their fixtures and the plan of the test.</param>
    /// <param name="connect">Opens, or gives, the connection.</param>
    /// <param name="verdicts">Receives each verdict as it is known.</param>
    /// <returns>False where the operator did not confirm, so that nothing was sent.</returns>
    /// <exception cref="BatchPerfException">
    /// Whatever keeps the test from being made, or its file from being written; see <see cref="AtomicityTest.RunAsync"/>.
    /// </exception>
    /// <exception cref="OperationCanceledException">The job was stopped; prepared documents have been deleted, but for those that warnings
    /// name.</exception>
    public async Task<bool> RunAsync(
        AtomicityRequest request,
        Func<CancellationToken, Task<ApiConnection>> connect,
        IProgress<BatchAtomicityResult> verdicts)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(connect);
        var draft = request.Scenarios.Compile([]);
        request.Plan.Check(draft);
        using var claim = request.File is { } file ? OutputDirectory.Claim(Path.GetDirectoryName(file)!, Path.GetFileName(file)) : null;
        var connection = await connect(host.Stop);
        request.Plan.RequireResources(draft, connection, request.Resources ?? ClientResources.Read());
        var names = string.Join(", ", draft.Select(static s => s.RequestName));
        var action = $"Send poisoned batches of {names}, and write and delete the documents that they are about";
        if (!await host.ConfirmAsync(connection.BaseUrl.ToString(), action))
        {
            return false;
        }

        await request.Scenarios.VerifyAsync(connection, host.Stop);
        var ready = await request.Fixtures.RunAsync(
            host,
            connection.GetResources(),
            request.Scenarios.Descriptors,
            request.Scenarios.Fixtures);
        var results = new Kept(verdicts);
        try
        {
            foreach (var scenario in request.Scenarios.Compile(ready.Descriptors))
            {
                await TryAsync(new AtomicityTest(connection, scenario, request.Fixtures.Keys, request.Plan), scenario, results);
            }
        }
        finally
        {
            ReadingNotes.Tell(host.Note, connection.GetResources());
            if (request.File is { } path)
            {
                AtomicityJson.Write(path, results.All);
                host.Note($"File: {path}");
            }
        }

        return true;
    }

    private async Task TryAsync(AtomicityTest test, IScenario scenario, Kept results)
    {
        host.Note($"Test {test.Id} of {scenario.RequestName}. Ctrl+C ends it when its documents have been deleted.");
        try
        {
            await test.RunAsync(results, host.Stop);
        }
        finally
        {
            foreach (var left in test.NotCleanedUp)
            {
                host.WarnOfRemains($"Not deleted: {left}");
            }
        }
    }

    /// <summary>Keeps verdicts for the file, and passes them on.</summary>
    private sealed class Kept(IProgress<BatchAtomicityResult> next) : IProgress<BatchAtomicityResult>
    {
        public List<BatchAtomicityResult> All { get; } = [];

        public void Report(BatchAtomicityResult value)
        {
            All.Add(value);
            next.Report(value);
        }
    }
}
