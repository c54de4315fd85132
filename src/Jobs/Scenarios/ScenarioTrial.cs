using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.DataModel;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Metadata;
using EdFi.BatchPerf.Documents.ReadingBack;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Jobs.Screens;

namespace EdFi.BatchPerf.Jobs.Scenarios;

/// <summary>
/// Sends one record of each scenario, as a load would send it, and learns from the server's refusals: in rounds, each with the lessons of
/// the rounds before. What the server failed to judge is tried again in a later round. It leaves nothing but fixtures. A failure of one
/// scenario ends no other.
/// </summary>
/// <param name="host">Where the job runs.</param>
/// <param name="server">The server.</param>
/// <param name="identities">Identities by which the server tells documents from each other.</param>
/// <param name="keys">The natural keys of the built-in fixtures.</param>
/// <param name="createMissing">True to create missing descriptors and the prerequisites of the built-in fixtures.</param>
internal sealed class ScenarioTrial(
    IJobHost host,
    ScenarioServer server,
    ServerIdentities identities,
    FixtureKeys keys,
    bool createMissing)
{
    /// <summary>Fixtures stand on others, and each can teach something before the next is tried.</summary>
    private const int MostRounds = 12;

    /// <summary>Rounds in a row that come to nothing new, where the server failed and may be well again.</summary>
    private const int MostIdleRounds = 2;

    private static readonly TimeSpan IdlePause = TimeSpan.FromSeconds(2);

    /// <summary>Sends records until each scenario has passed or another try would be refused in the same way.</summary>
    /// <param name="drafts">Makes scenarios and learns.</param>
    /// <param name="files">The folder.</param>
    /// <param name="trials">Receives the state of each scenario's trial.</param>
    /// <returns>The scenarios as they were written last.</returns>
    /// <exception cref="BatchPerfException">
    /// Nothing at all could be tried out; the server gave no answer several times in a row; files could not be written.
    /// </exception>
    public async Task<MadeScenarios> RunAsync(ScenarioDrafts drafts, ScenarioFiles files, Dictionary<ApiResource, TrialState> trials)
    {
        var made = await drafts.MakeAsync(createMissing);
        var reader = new ReadBack(server.Client, identities);
        var fixtures = new TrialFixtures(host, server, reader, keys, createMissing);
        var sender = new TrialSender(host, server, reader, keys);
        try
        {
            for (int round = 1, idle = 0; ; round++)
            {
                drafts.Write(files, made);
                foreach (var resource in made.Scenarios.Keys.Concat(drafts.BuiltIn))
                {
                    trials.TryAdd(resource, new TrialState());
                }

                var catalog = new TrialCatalog(host, files, identities).Load(made, trials);
                Check(catalog, made, trials);
                var open = Open(made, drafts, trials, onlyMissed: idle > 0);
                await (round == 1
                    ? fixtures.MakeBuiltInAsync(catalog, Segments(open))
                    : fixtures.MakeWaitingAsync(catalog, Segments(open)));
                var before = fixtures.Count + drafts.Lessons.All.Count;
                await RoundAsync(drafts, files, fixtures, sender, catalog, made, open, trials);
                idle = fixtures.Count + drafts.Lessons.All.Count == before ? idle + 1 : 0;
                if (round == MostRounds
                    || server.Waiting.IsSpent
                    || !trials.Values.Any(static t => t.IsOpen)
                    || (idle > 0 && Open(made, drafts, trials, onlyMissed: true).Count == 0)
                    || idle > MostIdleRounds
                    || (idle > 0 && !await server.Waiting.WaitAsync(IdlePause * idle, host.Stop)))
                {
                    break;
                }

                made = await drafts.MakeAsync(createMissing);
            }
        }
        finally
        {
            fixtures.TellDoubtful();
            End(drafts, files, made, trials);
        }

        return made;
    }

    private static IReadOnlyList<string> Segments(IEnumerable<ApiResource> resources) => [.. resources.Select(static r => r.Segment)];

    private static List<ApiResource> Open(
        MadeScenarios made,
        ScenarioDrafts drafts,
        Dictionary<ApiResource, TrialState> trials,
        bool onlyMissed)
        => [.. made.Scenarios.Keys.Concat(drafts.BuiltIn).Where(r => trials[r].IsOpen && (!onlyMissed || trials[r].Missed))];

    /// <summary>Holds fixtures against their identities, those of one scenario after the other where that finds anything.</summary>
    private static void Check(ScenarioCatalog catalog, MadeScenarios made, Dictionary<ApiResource, TrialState> trials)
    {
        foreach (var resource in made.Scenarios.Keys.Where(r => trials[r].IsOpen))
        {
            try
            {
                catalog.CheckFixtures([resource.Segment]);
            }
            catch (BatchPerfException exception)
            {
                trials[resource].GiveUp(exception.Message.TrimEnd('.'));
            }
        }
    }

    private async Task RoundAsync(
        ScenarioDrafts drafts,
        ScenarioFiles files,
        TrialFixtures fixtures,
        TrialSender sender,
        ScenarioCatalog catalog,
        MadeScenarios made,
        IReadOnlyList<ApiResource> open,
        Dictionary<ApiResource, TrialState> trials)
    {
        var segments = Segments(open.Where(made.Scenarios.ContainsKey))
            .Where(segment => fixtures.WhyBlocked(catalog, segment) is null && fixtures.WhyWaiting(segment) is null);
        var refused = await fixtures.MakeAsync(drafts, files, catalog, made, [.. segments]);
        foreach (var resource in open)
        {
            var trial = trials[resource];
            host.Progress(new JobProgress("Scenarios", new LinePart($"{resource.Segment}, try {trial.Tries + 1}")));
            if (fixtures.WhyBlocked(catalog, resource.Segment) is { } blocked)
            {
                trial.GiveUp(blocked);
            }
            else if ((server.Exhausted ?? fixtures.WhyWaiting(resource.Segment)) is { } reason)
            {
                trial.Wait($"it was not tried out: {reason}", missed: true);
            }
            else if (catalog.FixturesOf([resource.Segment]).Names.FirstOrDefault(refused.ContainsKey) is { } fixture)
            {
                trial.Wait(refused[fixture].Reason, refused[fixture].Missed);
            }
            else
            {
                await SendAsync(drafts, sender, catalog, made, resource, trial);
            }
        }
    }

    private static async Task SendAsync(
        ScenarioDrafts drafts,
        TrialSender sender,
        ScenarioCatalog catalog,
        MadeScenarios made,
        ApiResource resource,
        TrialState trial)
    {
        var scenario = made.Scenarios.GetValueOrDefault(resource);
        if (await sender.SendAsync(catalog, resource.Segment, trial) is not { } failed)
        {
            if (trial.Passed && scenario is not null)
            {
                drafts.Kept.Keep(made, resource);
            }

            return;
        }

        // Documents of built-in scenarios are made by code, which learns nothing.
        var at = scenario?.Before.Append(scenario.Main)
            .Select(static d => d.Resource)
            .FirstOrDefault(r => string.Equals(r.Segment, failed.Resource, StringComparison.OrdinalIgnoreCase)) ?? resource;
        var learnt = scenario is null ? [] : drafts.Lessons.Learn(at, failed.ValidationErrors);
        trial.Learn(learnt, final: scenario is null || failed.Status == 403);
    }

    /// <summary>
    /// Moves refused scenarios' files aside and writes the mix: a load of the folder must not send records that the server refused, nor a
    /// mix deal scenarios that were not tried out.
    /// </summary>
    private void End(
        ScenarioDrafts drafts,
        ScenarioFiles files,
        MadeScenarios made,
        Dictionary<ApiResource, TrialState> trials)
    {
        drafts.WriteLearnt(files);
        if (server.Exhausted is { } exhausted)
        {
            host.Warn($"The trial ended early: {exhausted}.");
            foreach (var trial in trials.Values.Where(t => t is { Missed: true, IsOpen: true, Reason: { } reason }
                && !reason.Contains(exhausted, StringComparison.Ordinal)))
            {
                trial.Wait($"{trial.Reason}; {exhausted}", missed: true);
            }
        }

        var moved = made.Scenarios.Keys.Where(r => trials.GetValueOrDefault(r) is { Refused: true })
            .Select(r => files.MoveAside(r.Segment, ScenarioFiles.RefusedSuffix))
            .OfType<string>()
            .ToList();
        if (moved.Count > 0)
        {
            host.Warn($"The server refused records of {moved.Count} {(moved.Count == 1 ? "scenario" : "scenarios")}. No load reads the "
                + $"file{(moved.Count == 1 ? "" : "s")}, which {(moved.Count == 1 ? "is" : "are")} kept for you to correct: "
                + $"{string.Join(", ", moved.Select(Path.GetFileName))}.");
        }

        var open = made.Scenarios.Keys.Concat(drafts.BuiltIn).Where(r => trials.GetValueOrDefault(r) is not { Passed: true });
        drafts.WriteMix(
            files,
            made,
            open.ToDictionary(static r => r, r => trials.GetValueOrDefault(r) is { Reason: not null, Missed: false }));
    }
}
