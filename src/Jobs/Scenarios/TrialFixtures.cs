using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.DataModel;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.ReadingBack;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Jobs.Preparing;

namespace EdFi.BatchPerf.Jobs.Scenarios;

/// <summary>
/// Makes the fixtures of a trial. One that cannot be made is the end of the scenarios that stand on it, and of no others.
/// </summary>
/// <param name="host">Where the job runs.</param>
/// <param name="client">The server, which fails at once when it is away.</param>
/// <param name="reader">Reads from it.</param>
/// <param name="keys">The natural keys of the built-in fixtures.</param>
/// <param name="createMissing">True to create what the built-in fixtures stand on.</param>
internal sealed class TrialFixtures(IJobHost host, GuardedClient client, ReadBack reader, FixtureKeys keys, bool createMissing)
{
    private readonly FixtureMaker _maker = new(reader);
    private readonly Told<BatchFixture> _created = new(fixture =>
    {
        if (fixture is { State: FixtureState.Created, Changed: false })
        {
            host.Note($"{fixture.Resource} {fixture.NaturalKey} created; it stays.");
        }
    });

    /// <summary>Why scenarios cannot be tried out, by their resources' segments.</summary>
    private readonly Dictionary<string, string> _blocked = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Why fixtures that stay as they are in the folder were refused, by name: another try would be refused likewise.</summary>
    private readonly Dictionary<string, string> _keptRefused = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _noted = new(StringComparer.Ordinal);
    private readonly HashSet<string> _there = new(StringComparer.Ordinal);

    /// <summary>Fixtures of templates that are on the server.</summary>
    public int Count => _there.Count;

    /// <summary>Why a scenario cannot be tried out at all, as the end of a sentence; null for nothing.</summary>
    /// <param name="catalog">The scenarios.</param>
    /// <param name="segment">The scenario's resource.</param>
    public string? WhyBlocked(ScenarioCatalog catalog, string segment)
        => _blocked.GetValueOrDefault(segment)
            ?? catalog.FixturesOf([segment]).Names.Select(name => _keptRefused.GetValueOrDefault(name))
                .FirstOrDefault(static reason => reason is not null);

    /// <summary>Makes the built-in fixtures on which scenarios stand.</summary>
    /// <param name="catalog">The scenarios.</param>
    /// <param name="segments">Their resources.</param>
    /// <exception cref="BatchPerfException">No scenario has its fixtures.</exception>
    public async Task MakeBuiltInAsync(ScenarioCatalog catalog, IReadOnlyList<string> segments)
    {
        if (segments.Count == 0)
        {
            return;
        }

        try
        {
            await BuiltInAsync(catalog, segments);
        }
        catch (BatchPerfException) when (client.Away is null)
        {
            var groups = segments.GroupBy(segment => catalog.FixturesOf([segment]).Needs.Signature).ToList();
            if (groups.Count == 1 || !await MakeApartAsync(catalog, groups))
            {
                throw;
            }
        }
    }

    /// <summary>Makes or finds the fixtures of templates; one that is there is left as it is.</summary>
    /// <param name="drafts">Learns from refusals.</param>
    /// <param name="files">Knows which fixtures stay as they are in the folder.</param>
    /// <param name="catalog">The scenarios.</param>
    /// <param name="made">The scenarios as they were made.</param>
    /// <param name="segments">Those whose fixtures are made.</param>
    /// <returns>
    /// Why fixtures are not there, by name, and whether that is because no answer came, or one that says nothing of them.
    /// </returns>
    /// <exception cref="BatchPerfException">The server is away.</exception>
    public async Task<IReadOnlyDictionary<string, (string Reason, bool Missed)>> MakeAsync(
        ScenarioDrafts drafts,
        ScenarioFiles files,
        ScenarioCatalog catalog,
        MadeScenarios made,
        IReadOnlyList<string> segments)
    {
        Dictionary<string, (string Reason, bool Missed)> refused = new(StringComparer.OrdinalIgnoreCase);
        foreach (var definition in segments.Count == 0 ? [] : catalog.FixturesOf(segments).Make(keys))
        {
            var name = definition.Name!;
            if (_there.Contains(definition.Key + definition.Resource) || _keptRefused.ContainsKey(name))
            {
                continue;
            }

            var own = made.Fixtures.FirstOrDefault(f => string.Equals(f.Resource.Segment, name, StringComparison.OrdinalIgnoreCase));
            var learns = own is not null && !files.Fixtures.Keeps(name);
            var (reason, missed) = await MakeAsync(drafts, learns ? own!.Resource : null, definition);
            if (reason is not null)
            {
                var words = $"its fixture {name} {(missed ? "could not be made" : "was refused")}: {reason}";
                refused[name] = (words, missed);
                if (!learns && !missed)
                {
                    _keptRefused[name] = words;
                }

                continue;
            }

            _there.Add(definition.Key + definition.Resource);
            if (own is not null)
            {
                drafts.Kept.Keep(own);
            }
        }

        return refused;
    }

    /// <summary>Makes them for scenarios with equal needs at a time.</summary>
    /// <returns>True where some scenarios have their fixtures.</returns>
    private async Task<bool> MakeApartAsync(ScenarioCatalog catalog, IReadOnlyList<IGrouping<string, string>> groups)
    {
        var made = false;
        foreach (var group in groups)
        {
            try
            {
                await BuiltInAsync(catalog, [.. group]);
                made = true;
            }
            catch (BatchPerfException exception) when (client.Away is null)
            {
                foreach (var segment in group)
                {
                    _blocked[segment] = $"what it stands on is not there: {exception.Message.TrimEnd('.')}";
                }
            }
        }

        return made;
    }

    private async Task BuiltInAsync(ScenarioCatalog catalog, IReadOnlyList<string> segments)
    {
        var options = new FixtureOptions
        {
            CreateMissing = createMissing,
            GoOn = true,
            Scenario = catalog.FixturesOf(segments).BuiltIn(),
        };
        var report = await FixtureSet.InitializeAsync(client, keys, options, _created, host.Stop);
        FixtureWarnings.Tell(host, report);
        ThrowIfAway();
        foreach (var fixture in report.NotMade)
        {
            if (_noted.Add(fixture.Resource))
            {
                host.Note($"The fixture {fixture.Resource} could not be made: {fixture.Detail}.");
            }

            foreach (var segment in segments.Where(segment => catalog.FixturesOf([segment]).Needs.Has(fixture.Resource)))
            {
                _blocked[segment] = $"its fixture {fixture.Resource} could not be made: {fixture.Detail}";
            }
        }
    }

    private void ThrowIfAway()
    {
        if (client.Away is { } away)
        {
            throw away;
        }
    }

    /// <returns>Why it is not there; null where it is.</returns>
    private async Task<(string? Reason, bool Missed)> MakeAsync(ScenarioDrafts drafts, ApiResource? learner, FixtureDefinition definition)
    {
        var outcome = await _maker.TryAsync(definition, whatIf: false, host.Stop);
        ThrowIfAway();
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
            return (null, false);
        }

        var learnt = learner is null ? [] : drafts.Lessons.Learn(learner, outcome.Errors);
        var reason = FixtureErrors.Words(definition, outcome);
        host.Note($"Fixture {definition.Resource}: {reason}." + (learnt.Count > 0 ? $" Learnt: {string.Join("; ", learnt)}." : ""));
        return (reason, outcome.IsTransient);
    }
}
