using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Deletes;
using EdFi.BatchPerf.Documents.ReadingBack;

namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>
/// The shared parents of the load: local education agency, school, course, session, course offering, class period, location.
/// They have fixed natural keys, are never part of the measured load, and stay until they are removed.
/// </summary>
internal static class FixtureSet
{
    /// <summary>Creates or finds the fixtures; a second call finds everything. Existing documents are not changed.</summary>
    /// <param name="client">The server.</param>
    /// <param name="keys">Their natural keys.</param>
    /// <param name="options">Options, such as to create prerequisites or to read only; null for the defaults.</param>
    /// <param name="progress">Receives each fixture as it is done.</param>
    /// <param name="cancellationToken">Gives up; fixtures created until then stay.</param>
    /// <exception cref="BatchPerfException">
    /// PrerequisitesMissing, naming all of them; FixtureRefused; those of <see cref="PrerequisiteCheck.RunAsync"/>.
    /// With <see cref="FixtureOptions.WhatIf"/> missing prerequisites are in the list as Missing instead.
    /// </exception>
    public static async Task<FixtureReport> InitializeAsync(
        IResourceClient client,
        FixtureKeys keys,
        FixtureOptions? options = null,
        IProgress<BatchFixture>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(keys);
        options ??= new FixtureOptions();
        var needed = options.Scenario.Needed(options.ScenarioDescriptors, keys);
        var found = await PrerequisiteCheck.TryAsync(client, keys, needed, options.GoOn, cancellationToken).ConfigureAwait(false);
        var before = found.Of(item => options.Scenario.Needs.Has(item, keys));
        var reader = new ReadBack(client, options.Scenario.Identities);
        var log = new FixtureLog(reader, progress);
        var maker = new FixtureMaker(reader);
        try
        {
            var report = await CreateMissingAsync(before, maker, log, keys, options, cancellationToken).ConfigureAwait(false);
            LogAgency(log, before, report, keys, options);
            var definitions = FixtureChain.BelowAgency(keys, CourseSystem(report, keys)).Concat(options.Scenario.Make(keys));
            await EnsureAsync(maker, definitions, options, log, cancellationToken).ConfigureAwait(false);
            return new FixtureReport(log.Fixtures, report);
        }
        finally
        {
            log.AddDoubtful(maker);
        }
    }

    /// <summary>
    /// Creates or finds the fixtures of templates alone, where the built-in ones are there already, and looks for what both stand on.
    /// </summary>
    /// <inheritdoc cref="InitializeAsync"/>
    /// <exception cref="BatchPerfException">
    /// PrerequisitesMissing: descriptors that the templates name; FixtureRefused; those of <see cref="PrerequisiteCheck.RunAsync"/>.
    /// </exception>
    public static async Task<FixtureReport> AddAsync(
        IResourceClient client,
        FixtureKeys keys,
        FixtureOptions options,
        IProgress<BatchFixture>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(options);
        var needed = options.Scenario.Needed(options.ScenarioDescriptors, keys);
        var there = (await PrerequisiteCheck.RunAsync(client, keys, needed, cancellationToken).ConfigureAwait(false)).Of(
            static item => item is { Place: not null, IsOfKey: false }); // what the built-in fixtures stand on is as good as there
        var reader = new ReadBack(client, options.Scenario.Identities);
        var log = new FixtureLog(reader, progress);
        var maker = new FixtureMaker(reader);
        try
        {
            there = await CreateMissingAsync(there, maker, log, keys, options, cancellationToken).ConfigureAwait(false);
            await EnsureAsync(maker, options.Scenario.Make(keys), options, log, cancellationToken).ConfigureAwait(false);
            return new FixtureReport(log.Fixtures, there);
        }
        finally
        {
            log.AddDoubtful(maker);
        }
    }

    /// <summary>Deletes them in reverse order. Never the descriptors and school years, and the agency only on request.</summary>
    /// <inheritdoc cref="InitializeAsync"/>
    /// <returns>
    /// The state of each; one that the server refused to delete is Refused, one that bears another name or has other content than ours is
    /// Kept, one without a usable id is Unknown. Which of them this tool created is not recorded: a document is deleted where it is as this
    /// tool would make it.
    /// </returns>
    /// <exception cref="BatchPerfException">FixtureKeyInvalid, LookupFailed, LookupUnreadable, and those of the client.</exception>
    public static async Task<IReadOnlyList<BatchFixture>> RemoveAsync(
        IResourceClient client,
        FixtureKeys keys,
        FixtureOptions? options = null,
        IProgress<BatchFixture>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(keys);
        keys.Validate();
        options ??= new FixtureOptions();
        var reader = new ReadBack(client, options.Scenario.Identities);
        var log = new FixtureLog(reader, progress);
        FixtureDefinition[] chain =
        [
            FixtureChain.Agency(keys), .. FixtureChain.BelowAgency(keys, EdFiDescriptors.AgencyCourseCode), .. options.Scenario.Make(keys),
        ];
        for (var i = chain.Length - 1; i >= (options.IncludeAgency ? 0 : 1); i--)
        {
            var (state, id, detail) = await RemoveAsync(reader, chain[i], options.WhatIf, cancellationToken).ConfigureAwait(false);
            log.Add(i + 1, chain[i], state, id, detail);
        }

        return log.Fixtures;
    }

    /// <summary>
    /// The fixtures by resource and natural key, in the order in which
    /// <see cref="RemoveAsync(IResourceClient, FixtureKeys, FixtureOptions?, IProgress{BatchFixture}?, CancellationToken)"/> deletes them.
    /// </summary>
    /// <exception cref="BatchPerfException">FixtureKeyInvalid.</exception>
    public static IReadOnlyList<string> Names(FixtureKeys keys, bool includeAgency, ScenarioFixtures? scenario = null)
    {
        ArgumentNullException.ThrowIfNull(keys);
        keys.Validate();
        FixtureDefinition[] chain =
        [
            .. includeAgency ? [FixtureChain.Agency(keys)] : Array.Empty<FixtureDefinition>(),
            .. FixtureChain.BelowAgency(keys, EdFiDescriptors.AgencyCourseCode),
            .. scenario?.Make(keys) ?? [],
        ];
        return [.. Enumerable.Reverse(chain).Select(static d => $"{d.Resource} {d.Key}")];
    }

    /// <summary>Creates missing prerequisites where that is asked for; else they are an error, or rows where nothing is written.</summary>
    private static async Task<PrerequisiteReport> CreateMissingAsync(
        PrerequisiteReport before,
        FixtureMaker maker,
        FixtureLog log,
        FixtureKeys keys,
        FixtureOptions options,
        CancellationToken cancellationToken)
    {
        if (options.CreateMissing)
        {
            return await new PrerequisiteMaker(maker, log)
                .CreateAsync(before, keys, options.WhatIf, cancellationToken)
                .ConfigureAwait(false);
        }

        if (options.WhatIf)
        {
            LogMissing(log, before, keys);
        }
        else
        {
            before.ThrowIfMissing();
        }

        return before;
    }

    /// <summary>Makes or finds fixtures; of those that nothing to be sent needs, a refusal is taken down and no error.</summary>
    private static async Task EnsureAsync(
        FixtureMaker maker,
        IEnumerable<FixtureDefinition> definitions,
        FixtureOptions options,
        FixtureLog log,
        CancellationToken cancellationToken)
    {
        foreach (var definition in definitions)
        {
            var needed = definition.Name is not null || (options.Scenario.Needs.Has(definition.Resource) && !options.GoOn);
            var outcome = needed ? await maker.MakeAsync(definition, options.WhatIf, cancellationToken).ConfigureAwait(false)
                : await maker.TryAsync(definition, options.WhatIf, cancellationToken).ConfigureAwait(false);
            if (!outcome.Ready && needed)
            {
                throw FixtureErrors.Refused(definition, outcome);
            }

            log.Add(definition, outcome);
        }
    }

    private static async Task<(FixtureState State, string? Id, string? Detail)> RemoveAsync(
        ReadBack reader,
        FixtureDefinition definition,
        bool whatIf,
        CancellationToken cancellationToken)
    {
        var found = (await reader.FindAsync(definition.Wanted, cancellationToken).ConfigureAwait(false)).ThrowIfFailed();
        if (found.Problem is { } problem)
        {
            return (FixtureState.Unknown, null, problem);
        }

        if (found.Image is not { } image)
        {
            return (FixtureState.Missing, null, null);
        }

        var id = image.Id?.ToString();
        if (definition.Objection(found.Document) is { } objection)
        {
            return (FixtureState.Kept, id, objection);
        }

        if (whatIf && id is not null)
        {
            return (FixtureState.WouldRemove, id, null);
        }

        var (state, detail) = await new VerifiedDelete(reader)
            .DeleteAsync(definition.Resource, image.Id, definition.Key, definition.Objection, cancellationToken)
            .ConfigureAwait(false);
        return (state switch
        {
            DeleteState.Deleted => FixtureState.Removed,
            DeleteState.Gone => FixtureState.Missing,
            DeleteState.Foreign => FixtureState.Kept,
            DeleteState.Refused => FixtureState.Refused,
            _ => FixtureState.Unknown,
        }, id, detail);
    }

    private static void LogMissing(FixtureLog log, PrerequisiteReport report, FixtureKeys keys)
    {
        foreach (var item in report.Missing.Where(static i => i.Kind != PrerequisiteKind.EducationAgency))
        {
            log.Add(PrerequisiteMaker.Definition(item, keys), FixtureState.Missing, detail: item.Detail);
        }
    }

    private static void LogAgency(
        FixtureLog log,
        PrerequisiteReport before,
        PrerequisiteReport after,
        FixtureKeys keys,
        FixtureOptions options)
    {
        var was = before.Items.Single(static i => i.Kind == PrerequisiteKind.EducationAgency);
        var now = after.Items.Single(static i => i.Kind == PrerequisiteKind.EducationAgency);
        if (now.Present && !was.Present)
        {
            return; // noted when it was made
        }

        var state = !was.Checked ? FixtureState.Unknown
            : was.Present ? FixtureState.Existing
            : options.CreateMissing ? FixtureState.WouldCreate
            : FixtureState.Missing;
        log.Add(FixtureChain.Agency(keys), state, now.Id, now.Detail);
    }

    private static string CourseSystem(PrerequisiteReport report, FixtureKeys keys)
        => keys.CourseIdentificationSystemDescriptor
            ?? (report.AvailableDescriptors.Contains(EdFiDescriptors.StateCourseCode, StringComparer.OrdinalIgnoreCase)
                ? EdFiDescriptors.StateCourseCode
                : EdFiDescriptors.AgencyCourseCode);
}
