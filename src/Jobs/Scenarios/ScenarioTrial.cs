using System.Buffers;
using System.Globalization;
using System.Text;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.DataModel;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Metadata;
using EdFi.BatchPerf.Documents.ReadingBack;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Documents.Verification;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Jobs.Screens;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Jobs.Scenarios;

/// <summary>
/// Sends one record of each scenario, as a load would send it, and learns from what the server refuses: in rounds, each with what the
/// rounds
/// before taught. It leaves nothing but fixtures.
/// </summary>
/// <param name="host">Where the job runs.</param>
/// <param name="connection">The server.</param>
/// <param name="identities">By what it tells documents from each other.</param>
/// <param name="keys">The natural keys of the built-in fixtures.</param>
/// <param name="createMissing">True to create what the built-in fixtures stand on.</param>
internal sealed class ScenarioTrial(
    IJobHost host,
    ApiConnection connection,
    ServerIdentities identities,
    FixtureKeys keys,
    bool createMissing)
{
    /// <summary>Fixtures stand on others, and each can teach something before the next is tried.</summary>
    private const int MostRounds = 12;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(100);
    private readonly RunId _run = RunId.New();
    private readonly ReadBack _reader = new(connection.GetResources(), identities);
    private readonly Dictionary<string, string> _notMade = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _there = new(StringComparer.Ordinal);
    private long _sequence;
    private int _learntBefore;

    /// <summary>Sends records until each scenario has passed or another try would be refused in the same way.</summary>
    /// <returns>The scenarios as they were written last.</returns>
    public async Task<MadeScenarios> RunAsync(ScenarioDrafts drafts, ScenarioFiles files, Dictionary<ApiResource, TrialState> trials)
    {
        var made = await drafts.MakeAsync();
        drafts.Write(files, made, static _ => []);
        var catalog = Load(files); // a file that cannot be read ends this before anything is made
        await BuiltInFixturesAsync(made, catalog);
        for (var round = 1; await RoundAsync(drafts, catalog, made, trials) && round < MostRounds; round++)
        {
            if (!trials.Values.Any(static t => t.IsOpen))
            {
                break;
            }

            made = await drafts.MakeAsync();
            drafts.Write(files, made, r => trials.GetValueOrDefault(r)?.Learnt ?? []);
            catalog = Load(files);
        }

        List<ApiResource> refused = [.. made.Scenarios.Keys.Where(r => trials.GetValueOrDefault(r) is not { Passed: true })];
        if (refused.Count > 0)
        {
            drafts.WriteMix(files, made, refused);
        }

        return made;
    }

    private ScenarioCatalog Load(ScenarioFiles files) => ScenarioCatalog.Load([files.Folder], host.Stop).HeldAgainst(identities);

    /// <summary>Makes the built-in fixtures; those that the scenarios stand on have to be there.</summary>
    private async Task BuiltInFixturesAsync(MadeScenarios made, ScenarioCatalog catalog)
    {
        if (made.Scenarios.Count == 0)
        {
            return;
        }

        var options = new FixtureOptions
        {
            CreateMissing = createMissing,
            GoOn = true,
            Scenario = catalog.FixturesOf(made.Scenarios.Keys.Select(static r => r.Segment)).BuiltIn(),
        };
        var report = await FixtureSet.InitializeAsync(connection.GetResources(), keys, options, progress: null, host.Stop);
        foreach (var fixture in report.NotMade)
        {
            host.Note($"The fixture {fixture.Resource} could not be made: {fixture.Detail}.");
            _notMade[fixture.Resource] = fixture.Detail!;
        }

        foreach (var changed in report.Changed)
        {
            host.Warn(changed + ".");
        }
    }

    /// <returns>True where something was learnt or created, so that another round can come to more.</returns>
    private async Task<bool> RoundAsync(
        ScenarioDrafts drafts,
        ScenarioCatalog catalog,
        MadeScenarios made,
        Dictionary<ApiResource, TrialState> trials)
    {
        catalog.CheckFixtures(made.Scenarios.Keys.Select(static r => r.Segment));
        var there = _there.Count;
        _learntBefore = drafts.Lessons.Count;
        var maker = drafts.Maker;
        var refused = await FixturesAsync(drafts, catalog, made);
        foreach (var (resource, scenario) in made.Scenarios)
        {
            if (!trials.TryGetValue(resource, out var trial))
            {
                trials[resource] = trial = new TrialState();
            }

            if (!trial.IsOpen)
            {
                continue;
            }

            host.Progress(new JobProgress("Scenarios", new LinePart($"{resource.Segment}, try {trial.Tries + 1}")));
            var needs = catalog.FixturesOf([resource.Segment]).Needs;
            if (_notMade.Keys.FirstOrDefault(needs.Has) is { } builtIn)
            {
                trial.GiveUp($"its fixture {builtIn} could not be made: {_notMade[builtIn]}");
                continue;
            }

            if (maker.Fixtures([scenario]).FirstOrDefault(f => refused.ContainsKey(f.Resource)) is { } fixture)
            {
                trial.Wait($"its fixture {fixture.Resource.Segment} was refused: {refused[fixture.Resource]}");
                continue;
            }

            await SendAsync(drafts, catalog, made, resource, trial);
        }

        return _there.Count > there || drafts.Lessons.Count > _learntBefore;
    }

    /// <summary>Makes or finds the fixtures; one that is there is left as it is.</summary>
    /// <returns>Those that the server refused, and why.</returns>
    private async Task<Dictionary<ApiResource, string>> FixturesAsync(ScenarioDrafts drafts, ScenarioCatalog catalog, MadeScenarios made)
    {
        Dictionary<ApiResource, string> refused = [];
        var definitions = catalog.FixturesOf(made.Scenarios.Keys.Select(static r => r.Segment)).Make(keys);
        foreach (var (fixture, definition) in made.Fixtures.Join(
            definitions,
            static f => f.Resource.Segment,
            static d => d.Resource,
            static (f, d) => (f.Resource, d)))
        {
            if (_there.Contains(definition.Key + definition.Resource))
            {
                continue;
            }

            if (await MakeAsync(drafts, fixture, definition) is { } reason)
            {
                refused[fixture] = reason;
            }
            else
            {
                _there.Add(definition.Key + definition.Resource);
            }
        }

        return refused;
    }

    private async Task<string?> MakeAsync(ScenarioDrafts drafts, ApiResource resource, FixtureDefinition definition)
    {
        var outcome = await new FixtureMaker(_reader).MakeAsync(definition, whatIf: false, host.Stop);
        if (outcome.Changed)
        {
            host.Warn($"{definition.Resource} {definition.Key} (id {outcome.Id ?? "not given"}): {outcome.Detail}.");
        }
        else if (outcome.State == FixtureState.Created)
        {
            host.Note($"Fixture {definition.Resource} {definition.Key} created; it stays.");
        }

        if (outcome.Ready)
        {
            return null;
        }

        var learnt = drafts.Lessons.Learn(resource, outcome.Errors);
        var reason = FixtureErrors.Words(definition, outcome);
        host.Note($"Fixture {definition.Resource}: {reason}." + (learnt.Count > 0 ? $" Learnt: {string.Join("; ", learnt)}." : ""));
        return reason;
    }

    private async Task SendAsync(
        ScenarioDrafts drafts,
        ScenarioCatalog catalog,
        MadeScenarios made,
        ApiResource resource,
        TrialState trial)
    {
        string body;
        try
        {
            body = await BodyAsync(catalog, resource);
        }
        catch (BatchPerfException exception)
        {
            trial.GiveUp($"{exception.Message} {exception.NextStep}".TrimEnd('.'));
            return;
        }

        BatchResult result;
        try
        {
            result = await SingleBatch.SendAsync(connection, body, Timeout, host.Stop);
        }
        catch (OperationCanceledException)
        {
            host.WarnOfRemains($"Stopped: whether a record of {resource.Segment} was created, with a key that begins with {_run}, is "
                + "not known.");
            throw;
        }

        if (result.Success)
        {
            trial.Pass();
            return;
        }

        var failed = result.FailedOperation;
        var at = made.Scenarios[resource].Before.Append(made.Scenarios[resource].Main)
            .Select(static d => d.Resource)
            .FirstOrDefault(r => string.Equals(r.Segment, failed?.Resource, StringComparison.OrdinalIgnoreCase)) ?? resource;
        var learnt = failed is null ? [] : drafts.Lessons.Learn(at, failed.ValidationErrors);
        trial.Refuse(Reason(result), learnt, final: failed?.Status == 403);
        if (result.OperationsUnknown > 0)
        {
            host.WarnOfRemains($"Whether a record of {resource.Segment} was created, with a key that begins with {_run}, is not "
                + $"known: {result.Error}");
        }
    }

    private async Task<string> BodyAsync(ScenarioCatalog catalog, ApiResource resource)
    {
        var options = new ScenarioOptions { TripleCount = 1, PoolSize = 1, FixtureKeys = keys };
        var scenario = new ScenarioFactory(catalog).Create([resource.Segment], options)[0];
        scenario.RequireVerified();
        await NumberRange.RequireFreeAsync(_reader, [scenario], _run, host.Stop);
        var body = new ArrayBufferWriter<byte>();
        scenario.Write(body, new BatchKey(_run, 0, ++_sequence), poisoned: false);
        return Encoding.UTF8.GetString(body.WrittenSpan);
    }

    private static string Reason(BatchResult result) => result.FailedOperation is { } failed
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{failed.Op} {failed.Resource}: {failed.Status} {failed.Detail ?? failed.Title}").TrimEnd('.')
        : (result.Error ?? "no answer").TrimEnd('.');
}
