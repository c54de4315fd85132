using System.Globalization;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Catalog;

namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>Looks for everything that fixtures and documents stand on: descriptors, the school year, the local education agency.</summary>
public static class PrerequisiteCheck
{
    /// <summary>Looks for all of it at once; only reads.</summary>
    /// <param name="client">The server.</param>
    /// <param name="keys">The fixtures' natural keys.</param>
    /// <param name="scenarioDescriptors">Further required descriptors, as <see cref="ScenarioCatalog.DescriptorsOf"/> gives them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Everything that was looked for; nothing that is missing is an exception.</returns>
    /// <exception cref="BatchPerfException">FixtureKeyInvalid, LookupFailed, LookupUnreadable, and those of the client.</exception>
    public static async Task<PrerequisiteReport> RunAsync(
        IResourceClient client,
        FixtureKeys keys,
        IEnumerable<string>? scenarioDescriptors = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(keys);
        keys.Validate();
        var finder = new ResourceFinder(client);
        string[] required =
        [
            .. new[] { EdFiDescriptors.SchoolCategory, keys.GradeLevelDescriptor, keys.TermDescriptor }
                .Concat(scenarioDescriptors ?? []).Distinct(StringComparer.OrdinalIgnoreCase),
        ];

        var agency = FindAgencyAsync(finder, keys, cancellationToken);
        var year = FindYearAsync(finder, keys, cancellationToken);
        var course = FindCourseSystemAsync(finder, keys, cancellationToken);
        var descriptors = Task.WhenAll(required.Select(uri => FindDescriptorAsync(finder, uri, required: true, cancellationToken)));
        var optional = Task.WhenAll(EdFiDescriptors.Optional.Except(required, StringComparer.OrdinalIgnoreCase)
            .Select(uri => FindDescriptorAsync(finder, uri, required: false, cancellationToken)));

        // Only an agency that has to be created needs its own descriptors.
        var agencyNeeds = Task.WhenAll(new[] { EdFiDescriptors.AgencyCategory, keys.LocalEducationAgencyCategoryDescriptor }
            .Select(async uri => await FindDescriptorAsync(finder, uri, await agency.ConfigureAwait(false) is { Present: false, Checked: true }, cancellationToken).ConfigureAwait(false)));
        await Task.WhenAll(agency, year, course, descriptors, optional, agencyNeeds).ConfigureAwait(false);
        return new PrerequisiteReport(
        [
            .. await descriptors.ConfigureAwait(false), .. await course.ConfigureAwait(false), .. await agencyNeeds.ConfigureAwait(false),
            await year.ConfigureAwait(false), await agency.ConfigureAwait(false), .. await optional.ConfigureAwait(false),
        ]);
    }

    private static async Task<BatchPrerequisite[]> FindCourseSystemAsync(
        ResourceFinder finder,
        FixtureKeys keys,
        CancellationToken cancellationToken)
    {
        if (keys.CourseIdentificationSystemDescriptor is { } chosen)
        {
            return [await FindDescriptorAsync(finder, chosen, required: true, cancellationToken).ConfigureAwait(false)];
        }

        var agencys = await FindDescriptorAsync(finder, EdFiDescriptors.AgencyCourseCode, required: true, cancellationToken)
            .ConfigureAwait(false);
        if (agencys.Present)
        {
            return [agencys];
        }

        var states = await FindDescriptorAsync(finder, EdFiDescriptors.StateCourseCode, required: true, cancellationToken)
            .ConfigureAwait(false);
        return states.Present
            ? [states]
            : [Describe(agencys.Key, true, new Lookup(null, agencys.Checked ? null : agencys.Detail), $"or {EdFiDescriptors.StateCourseCode}")];
    }

    private static async Task<BatchPrerequisite> FindDescriptorAsync(
        ResourceFinder finder,
        string uri,
        bool required,
        CancellationToken cancellationToken)
    {
        var descriptor = DescriptorUri.TryParse(uri) ?? throw new ArgumentException($"'{uri}' is not a descriptor.", nameof(uri));
        var found = await finder.FindAsync(
            descriptor.Resource,
            [("codeValue", descriptor.CodeValue), ("namespace", descriptor.Namespace)],
            document => Is(document, "codeValue", descriptor.CodeValue) && Is(document, "namespace", descriptor.Namespace),
            cancellationToken).ConfigureAwait(false);
        return Describe(uri, required, found, null);
    }

    private static BatchPrerequisite Describe(string uri, bool required, Lookup found, string? detail) => new()
    {
        Kind = PrerequisiteKind.Descriptor,
        Resource = DescriptorUri.TryParse(uri)!.Resource,
        Key = uri,
        Required = required,
        Present = found.Found,
        Checked = found.Refusal is null,
        Id = found.Id?.ToString(),
        Detail = found.Refusal ?? detail,
    };

    private static async Task<BatchPrerequisite> FindAgencyAsync(
        ResourceFinder finder,
        FixtureKeys keys,
        CancellationToken cancellationToken)
    {
        var agency = FixtureChain.Agency(keys);
        var found = await finder.FindAsync(agency.Resource, agency.Query, agency.Matches, cancellationToken).ConfigureAwait(false);
        return new BatchPrerequisite
        {
            Kind = PrerequisiteKind.EducationAgency,
            Resource = agency.Resource,
            Key = keys.LocalEducationAgencyId.ToString(CultureInfo.InvariantCulture),
            Required = true,
            Present = found.Found,
            Checked = found.Refusal is null,
            Id = found.Id?.ToString(),
            Detail = found.Refusal,
        };
    }

    private static async Task<BatchPrerequisite> FindYearAsync(ResourceFinder finder, FixtureKeys keys, CancellationToken cancellationToken)
    {
        var year = keys.SchoolYear.ToString(CultureInfo.InvariantCulture);
        var others = new SortedSet<int>();
        var found = await finder.FindAsync(
            "schoolYearTypes",
            [("schoolYear", year)],
            document =>
            {
                var known = document.TryGetProperty("schoolYear", out var value) && value.TryGetInt32(out var number) ? number : 0;
                others.Add(known);
                return known == keys.SchoolYear;
            },
            cancellationToken).ConfigureAwait(false);
        others.Remove(0);
        var detail = found.Found
            ? null
            : found.Refusal ?? (others.Count == 0 ? "the server has none" : $"the server has {string.Join(", ", others)}");
        return new BatchPrerequisite
        {
            Kind = PrerequisiteKind.SchoolYear,
            Resource = "schoolYearTypes",
            Key = year,
            Required = true,
            Present = found.Found,
            Checked = found.Refusal is null,
            Id = found.Id?.ToString(),
            Detail = detail,
        };
    }

    private static bool Is(System.Text.Json.JsonElement document, string name, string value)
        => document.TryGetProperty(name, out var found) && found.ValueKind == System.Text.Json.JsonValueKind.String
            && string.Equals(found.GetString(), value, StringComparison.OrdinalIgnoreCase);
}
