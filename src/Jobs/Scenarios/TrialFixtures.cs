using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.DataModel;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.ReadingBack;
using EdFi.BatchPerf.Jobs.Hosting;

namespace EdFi.BatchPerf.Jobs.Scenarios;

/// <summary>
/// Makes the fixtures of a trial. One that cannot be made is the end of the scenarios that stand on it, and of no others; where the server
/// failed it is made later.
/// </summary>
/// <param name="host">Where the job runs.</param>
/// <param name="server">The server.</param>
/// <param name="reader">Reads from it.</param>
/// <param name="keys">The natural keys of the built-in fixtures.</param>
/// <param name="createMissing">True to create what the built-in fixtures stand on.</param>
internal sealed class TrialFixtures(IJobHost host, ScenarioServer server, ReadBack reader, FixtureKeys keys, bool createMissing)
{
    private readonly FixtureMaker _maker = new(reader);
    private readonly FixtureLog _log = new(reader, server.News);

    /// <summary>Why scenarios cannot be tried out, by their resources' segments.</summary>
    private readonly Dictionary<string, string> _blocked = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Why scenarios cannot be tried out yet, since the server failed, by their resources' segments.</summary>
    private readonly Dictionary<string, string> _waiting = new(StringComparer.OrdinalIgnoreCase);

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

    /// <summary>Why a scenario cannot be tried out before the server answers again, as the end of a sentence; null for nothing.</summary>
    /// <param name="segment">The scenario's resource.</param>
    public string? WhyWaiting(string segment) => _waiting.GetValueOrDefault(segment);

    /// <summary>Warns of fixtures of which it is not known whether they were created.</summary>
    public void TellDoubtful() => _log.AddDoubtful(_maker);

    /// <summary>Makes the built-in fixtures on which scenarios stand.</summary>
    /// <param name="catalog">The scenarios.</param>
    /// <param name="segments">Their resources.</param>
    /// <exception cref="BatchPerfException">No scenario has its fixtures, and none will have; the server is away.</exception>
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
        catch (BatchPerfException problem) when (server.Client.Away is null)
        {
            var groups = segments.GroupBy(segment => catalog.FixturesOf([segment]).Needs.Signature).ToList();
            if (groups.Count == 1)
            {
                Block(segments, problem);
            }
            else
            {
                await MakeApartAsync(catalog, groups);
            }

            if (segments.All(_blocked.ContainsKey))
            {
                throw;
            }
        }
    }

    /// <summary>Makes the built-in fixtures of which the server failed to say anything before.</summary>
    /// <param name="catalog">The scenarios.</param>
    /// <param name="segments">The scenarios that are tried out, by their resources.</param>
    /// <exception cref="BatchPerfException">The server is away.</exception>
    public async Task MakeWaitingAsync(ScenarioCatalog catalog, IReadOnlyList<string> segments)
    {
        List<string> waiting = [.. segments.Where(_waiting.ContainsKey)];
        _waiting.Clear();
        try
        {
            await MakeBuiltInAsync(catalog, waiting);
        }
        catch (BatchPerfException) when (server.Client.Away is null)
        {
            // they are blocked, and others go on
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

            if (server.Exhausted is { } exhausted)
            {
                refused[name] = ($"its fixture {name} was not made: {exhausted}", true);
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
    private async Task MakeApartAsync(ScenarioCatalog catalog, IReadOnlyList<IGrouping<string, string>> groups)
    {
        foreach (var group in groups)
        {
            try
            {
                await BuiltInAsync(catalog, [.. group]);
            }
            catch (BatchPerfException problem) when (server.Client.Away is null)
            {
                Block(group, problem);
            }
        }
    }

    private void Block(IEnumerable<string> segments, BatchPerfException problem)
    {
        foreach (var segment in segments)
        {
            (TrialFailure.MayPass(problem) ? _waiting : _blocked)[segment] =
                $"what it refers to is missing: {problem.Message.TrimEnd('.')}";
        }
    }

    private async Task BuiltInAsync(ScenarioCatalog catalog, IReadOnlyList<string> segments)
    {
        var options = new FixtureOptions
        {
            CreateMissing = createMissing,
            GoOn = true,
            Scenario = catalog.FixturesOf(segments).BuiltIn(),
        };
        var report = await FixtureSet.InitializeAsync(server.Client, keys, options, server.News, host.Stop);
        ThrowIfAway();

        // What could not be looked for may be missing, so that the server refused what refers to it.
        var unseen = report.Prerequisites.Items.Any(static item => !item.Checked);
        foreach (var fixture in report.NotMade)
        {
            if (_noted.Add(fixture.Resource))
            {
                host.Note($"The fixture {fixture.Resource} could not be made: {fixture.Detail}.");
            }

            foreach (var segment in segments.Where(segment => catalog.FixturesOf([segment]).Needs.Has(fixture.Resource)))
            {
                var reason = $"its fixture {fixture.Resource} could not be made: {fixture.Detail}";
                (unseen || fixture.MayPass ? _waiting : _blocked).TryAdd(segment, reason);
            }
        }
    }

    private void ThrowIfAway()
    {
        if (server.Client.Away is { } away)
        {
            throw away;
        }
    }

    /// <returns>Why it is not there; null where it is.</returns>
    private async Task<(string? Reason, bool Missed)> MakeAsync(ScenarioDrafts drafts, ApiResource? learner, FixtureDefinition definition)
    {
        var outcome = await _maker.TryAsync(definition, whatIf: false, host.Stop);
        ThrowIfAway();
        if (outcome.Ready)
        {
            _log.Add(definition, outcome);
            return (null, false);
        }

        var learnt = learner is null ? [] : drafts.Lessons.Learn(learner, outcome.Errors);
        var reason = FixtureErrors.Words(definition, outcome);
        host.Note($"Fixture {definition.Resource}: {reason}." + (learnt.Count > 0 ? $" Learnt: {string.Join("; ", learnt)}." : ""));
        return (reason, outcome.IsTransient);
    }
}
