using System.Globalization;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Identity;
using EdFi.BatchPerf.Documents.Metadata;
using EdFi.BatchPerf.Documents.ReadingBack;

namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>Looks for everything that fixtures and documents stand on: descriptors, the school year, the local education agency.</summary>
internal static class PrerequisiteCheck
{
    /// <summary>Looks for all of it at once; only reads.</summary>
    /// <param name="client">The server.</param>
    /// <param name="keys">The fixtures' natural keys.</param>
    /// <param name="scenarioDescriptors">Further required descriptors, as <see cref="ScenarioCatalog.DescriptorsOf"/> gives them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Everything that was looked for; nothing that is missing is an exception.</returns>
    /// <exception cref="BatchPerfException">FixtureKeyInvalid, LookupFailed, LookupUnreadable, and those of the client.</exception>
    public static Task<PrerequisiteReport> RunAsync(
        IResourceClient client,
        FixtureKeys keys,
        IEnumerable<DescriptorUse>? scenarioDescriptors = null,
        CancellationToken cancellationToken = default)
        => TryAsync(client, keys, scenarioDescriptors, goOn: false, cancellationToken);

    /// <summary>
    /// Looks for the prerequisites; with <paramref name="goOn"/> a look-up that fails is an item that was not checked, and no error.
    /// </summary>
    /// <inheritdoc cref="RunAsync"/>
    internal static async Task<PrerequisiteReport> TryAsync(
        IResourceClient client,
        FixtureKeys keys,
        IEnumerable<DescriptorUse>? scenarioDescriptors,
        bool goOn,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(keys);
        keys.Validate();
        var finder = new PrerequisiteFinder(new ReadBack(client, ServerIdentities.BuiltIn), goOn);
        var check = new DescriptorCheck(finder, cancellationToken);
        var given = new KeyDescriptors(keys);
        List<DescriptorUse> named = [.. scenarioDescriptors ?? []];
        DescriptorUse[] required =
        [
            .. new[] { Unnamed(EdFiDescriptors.SchoolCategory), given.GradeLevel, given.Term }
                .Select(use => KeyDescriptors.With(named.Find(d => string.Equals(d.Uri, use.Uri, StringComparison.OrdinalIgnoreCase)), use))
                .Concat(named)
                .DistinctBy(static d => d.Uri, StringComparer.OrdinalIgnoreCase),
        ];

        var agency = FindAgencyAsync(finder, keys, cancellationToken);
        var year = FindYearAsync(finder, keys, cancellationToken);
        var course = FindCourseSystemAsync(check, given);
        var descriptors = Task.WhenAll(required.Select(use => check.FindAsync(use, required: true)));
        var optional = Task.WhenAll(EdFiDescriptors.Optional
            .Except(required.Select(static d => d.Uri), StringComparer.OrdinalIgnoreCase)
            .Select(uri => check.FindAsync(Unnamed(uri), required: false)));

        // Only an agency that has to be created needs its own descriptors.
        var agencyNeeds = Task.WhenAll(new[] { Unnamed(EdFiDescriptors.AgencyCategory), given.AgencyCategory }
            .Select(
                async use => await check.FindAsync(
                    use,
                    await agency.ConfigureAwait(false) is { Present: false, Checked: true }).ConfigureAwait(false)));
        await Task.WhenAll(agency, year, course, descriptors, optional, agencyNeeds).ConfigureAwait(false);
        return new PrerequisiteReport(
        [
            .. await descriptors.ConfigureAwait(false), .. await course.ConfigureAwait(false), .. await agencyNeeds.ConfigureAwait(false),
            await year.ConfigureAwait(false), await agency.ConfigureAwait(false), .. await optional.ConfigureAwait(false),
        ]);
    }

    private static async Task<BatchPrerequisite[]> FindCourseSystemAsync(DescriptorCheck check, KeyDescriptors given)
    {
        if (given.CourseSystem is { } chosen)
        {
            return [await check.FindAsync(chosen, required: true).ConfigureAwait(false)];
        }

        var agencys = await check.FindAsync(Unnamed(EdFiDescriptors.AgencyCourseCode), required: true).ConfigureAwait(false);
        if (agencys.Present)
        {
            return [agencys];
        }

        var states = await check.FindAsync(Unnamed(EdFiDescriptors.StateCourseCode), required: true).ConfigureAwait(false);
        return states.Present
            ? [states]
            : [agencys.Checked
                ? agencys with { Detail = $"or {EdFiDescriptors.StateCourseCode}{(agencys.Detail is { } detail ? $"; {detail}" : "")}" }
                : agencys];
    }

    private static DescriptorUse Unnamed(string uri) => new(uri, Place: null);

    /// <summary>Makes the item of a prerequisite from its look-up on the server.</summary>
    internal static BatchPrerequisite Describe(
        PrerequisiteKind kind,
        string resource,
        string key,
        bool required,
        DocumentLookup found,
        string? detail = null) => new()
    {
        Kind = kind,
        Resource = resource,
        Key = key,
        Required = required,
        Present = found.Found,
        Checked = found.Known || found.NothingShown, // where nothing of a resource is shown it is missing for this key
        Unseen = found.NothingShown,
        Id = found.Image?.Id?.ToString(),
        Detail = found.Problem ?? detail,
    };

    private static async Task<BatchPrerequisite> FindAgencyAsync(
        PrerequisiteFinder finder,
        FixtureKeys keys,
        CancellationToken cancellationToken)
    {
        var agency = FixtureChain.Agency(keys);
        var found = await finder.FindAsync(agency.Wanted, cancellationToken).ConfigureAwait(false);
        var key = keys.LocalEducationAgencyId.ToString(CultureInfo.InvariantCulture);
        return Describe(PrerequisiteKind.EducationAgency, agency.Resource, key, required: true, found);
    }

    private static async Task<BatchPrerequisite> FindYearAsync(
        PrerequisiteFinder finder,
        FixtureKeys keys,
        CancellationToken cancellationToken)
    {
        const string Resource = "schoolYearTypes";
        var key = new JsonObject { ["schoolYear"] = keys.SchoolYear }.ToJsonString(Json.Compact);
        var found = await finder.FindAsync(new WantedDocument(Resource, key), cancellationToken).ConfigureAwait(false);
        var year = keys.SchoolYear.ToString(CultureInfo.InvariantCulture);
        var detail = found is { Found: false, Known: true }
            ? await OthersAsync(finder, Resource, cancellationToken).ConfigureAwait(false)
            : null;
        return Describe(PrerequisiteKind.SchoolYear, Resource, year, required: true, found, detail);
    }

    private static async Task<string> OthersAsync(PrerequisiteFinder finder, string resource, CancellationToken cancellationToken)
    {
        var years = (await finder.ListAsync(resource, cancellationToken).ConfigureAwait(false))
            .Select(static image => (image.Fields["schoolYear"] as JsonValue)?.ToString())
            .OfType<string>()
            .Order(StringComparer.Ordinal);
        return $"the server has {string.Join(", ", years)}";
    }
}
