using System.Globalization;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Identity;
using EdFi.BatchPerf.Documents.Metadata;
using EdFi.BatchPerf.Documents.ReadingBack;

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
        IEnumerable<DescriptorUse>? scenarioDescriptors = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(keys);
        keys.Validate();
        var finder = new ReadBack(client, ServerIdentities.BuiltIn);
        List<DescriptorUse> named = [.. scenarioDescriptors ?? []];
        DescriptorUse[] required =
        [
            .. new[] { EdFiDescriptors.SchoolCategory, keys.GradeLevelDescriptor, keys.TermDescriptor }
                .Select(uri => named.Find(d => string.Equals(d.Uri, uri, StringComparison.OrdinalIgnoreCase))
                    ?? new DescriptorUse(uri, Place: null))
                .Concat(named)
                .DistinctBy(static d => d.Uri, StringComparer.OrdinalIgnoreCase),
        ];

        var agency = FindAgencyAsync(finder, keys, cancellationToken);
        var year = FindYearAsync(finder, keys, cancellationToken);
        var course = FindCourseSystemAsync(finder, keys, cancellationToken);
        var descriptors = Task.WhenAll(
            required.Select(use => FindDescriptorAsync(finder, use.Uri, required: true, cancellationToken, use.Place)));
        var optional = Task.WhenAll(EdFiDescriptors.Optional
            .Except(required.Select(static d => d.Uri), StringComparer.OrdinalIgnoreCase)
            .Select(uri => FindDescriptorAsync(finder, uri, required: false, cancellationToken)));

        // Only an agency that has to be created needs its own descriptors.
        var agencyNeeds = Task.WhenAll(new[] { EdFiDescriptors.AgencyCategory, keys.LocalEducationAgencyCategoryDescriptor }
            .Select(
                async uri => await FindDescriptorAsync(
                    finder,
                    uri,
                    await agency.ConfigureAwait(false) is { Present: false, Checked: true },
                    cancellationToken).ConfigureAwait(false)));
        await Task.WhenAll(agency, year, course, descriptors, optional, agencyNeeds).ConfigureAwait(false);
        return new PrerequisiteReport(
        [
            .. await descriptors.ConfigureAwait(false), .. await course.ConfigureAwait(false), .. await agencyNeeds.ConfigureAwait(false),
            await year.ConfigureAwait(false), await agency.ConfigureAwait(false), .. await optional.ConfigureAwait(false),
        ]);
    }

    private static async Task<BatchPrerequisite[]> FindCourseSystemAsync(
        ReadBack finder,
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
            : [agencys.Checked
                ? agencys with { Detail = $"or {EdFiDescriptors.StateCourseCode}{(agencys.Detail is { } detail ? $"; {detail}" : "")}" }
                : agencys];
    }

    private static async Task<BatchPrerequisite> FindDescriptorAsync(
        ReadBack finder,
        string uri,
        bool required,
        CancellationToken cancellationToken,
        string? place = null)
    {
        var descriptor = DescriptorUri.TryParse(uri) ?? throw new ArgumentException($"'{uri}' is not a descriptor.", nameof(uri));
        var key = new JsonObject { ["namespace"] = descriptor.Namespace, ["codeValue"] = descriptor.CodeValue };
        var wanted = new WantedDocument(descriptor.Resource, key.ToJsonString(Json.Compact)) { InAnyCase = true };
        var found = (await finder.FindAsync(wanted, cancellationToken).ConfigureAwait(false)).ThrowIfFailed();
        if (place is not null && found.RefusedWith == 404)
        {
            return Describe(PrerequisiteKind.Descriptor, descriptor.Resource, uri, required, found, detail: null, place) with
            {
                HasNoType = true,
                Detail = $"GET {descriptor.Resource} answered 404, so the server has no such type",
            };
        }

        var (detail, hasNear) = place is not null && found is { Found: false, Known: true }
            ? await NearAsync(finder, descriptor, cancellationToken).ConfigureAwait(false)
            : (null, false);
        return Describe(PrerequisiteKind.Descriptor, descriptor.Resource, uri, required, found, detail, place) with { HasNear = hasNear };
    }

    /// <summary>What a descriptor may have been meant to be: a misspelt one would be created as junk.</summary>
    private static async Task<(string Detail, bool HasNear)> NearAsync(
        ReadBack finder,
        DescriptorUri descriptor,
        CancellationToken cancellationToken)
    {
        var there = (await finder.ListAsync(descriptor.Resource, cancellationToken).ConfigureAwait(false))
            .Where(static image => image.Fields["namespace"] is JsonValue && image.Fields["codeValue"] is JsonValue)
            .Select(
                static image => (Code: image.Fields["codeValue"]!.ToString(),
                    Uri: $"{image.Fields["namespace"]}#{image.Fields["codeValue"]}"))
            .ToList();
        var near = Spelling.Near(descriptor.CodeValue, there.ConvertAll(static d => (d.Code, d.Uri)));
        var detail = near.Count > 0 ? $"near it: {string.Join(", ", near)}"
            : there.Count == 0 ? $"the server shows no {descriptor.Resource}"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"the server has {there.Count} others of its type, such as {string.Join(", ", there.Take(3).Select(static d => d.Uri))}");
        return (detail, near.Count > 0);
    }

    private static BatchPrerequisite Describe(
        PrerequisiteKind kind,
        string resource,
        string key,
        bool required,
        DocumentLookup found,
        string? detail = null,
        string? place = null) => new()
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
        Place = place,
    };

    private static async Task<BatchPrerequisite> FindAgencyAsync(
        ReadBack finder,
        FixtureKeys keys,
        CancellationToken cancellationToken)
    {
        var agency = FixtureChain.Agency(keys);
        var found = (await finder.FindAsync(agency.Wanted, cancellationToken).ConfigureAwait(false)).ThrowIfFailed();
        var key = keys.LocalEducationAgencyId.ToString(CultureInfo.InvariantCulture);
        return Describe(PrerequisiteKind.EducationAgency, agency.Resource, key, required: true, found);
    }

    private static async Task<BatchPrerequisite> FindYearAsync(ReadBack finder, FixtureKeys keys, CancellationToken cancellationToken)
    {
        const string Resource = "schoolYearTypes";
        var key = new JsonObject { ["schoolYear"] = keys.SchoolYear }.ToJsonString(Json.Compact);
        var found = (await finder.FindAsync(new WantedDocument(Resource, key), cancellationToken).ConfigureAwait(false)).ThrowIfFailed();
        var year = keys.SchoolYear.ToString(CultureInfo.InvariantCulture);
        var detail = found is { Found: false, Known: true }
            ? await OthersAsync(finder, Resource, cancellationToken).ConfigureAwait(false)
            : null;
        return Describe(PrerequisiteKind.SchoolYear, Resource, year, required: true, found, detail);
    }

    private static async Task<string> OthersAsync(ReadBack finder, string resource, CancellationToken cancellationToken)
    {
        var years = (await finder.ListAsync(resource, cancellationToken).ConfigureAwait(false))
            .Select(static image => (image.Fields["schoolYear"] as JsonValue)?.ToString())
            .OfType<string>()
            .Order(StringComparer.Ordinal);
        return $"the server has {string.Join(", ", years)}";
    }
}
