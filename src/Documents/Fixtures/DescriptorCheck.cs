using System.Globalization;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.Identity;
using EdFi.BatchPerf.Documents.ReadingBack;

namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>
/// Looks for descriptors, and for the nearest ones where an operator wrote one that the server does not have.
/// </summary>
/// <param name="finder">The server.</param>
/// <param name="cancellationToken">Gives up.</param>
internal sealed class DescriptorCheck(PrerequisiteFinder finder, CancellationToken cancellationToken)
{
    private const string Suffix = "Descriptors";

    /// <summary>Looks for a descriptor.</summary>
    /// <param name="use">The descriptor, with the place that names it.</param>
    /// <param name="required">True where nothing works without it.</param>
    /// <exception cref="BatchPerfException">LookupFailed, LookupUnreadable, and those of the client.</exception>
    public async Task<BatchPrerequisite> FindAsync(DescriptorUse use, bool required)
    {
        var descriptor = DescriptorUri.TryParse(use.Uri) ?? throw new ArgumentException($"'{use.Uri}' is not a descriptor.", nameof(use));
        var key = new JsonObject { ["namespace"] = descriptor.Namespace, ["codeValue"] = descriptor.CodeValue };
        var wanted = new WantedDocument(descriptor.Resource, key.ToJsonString(Json.Compact)) { InAnyCase = true };
        var found = await finder.FindAsync(wanted, cancellationToken).ConfigureAwait(false);
        if (use.Place is not null && found.RefusedWith == 404)
        {
            return Describe(descriptor, use, required, found) with
            {
                HasNoType = true,
                Detail = $"GET {descriptor.Resource} answered 404, so the server has no such type"
                    + await NearTypeAsync(descriptor).ConfigureAwait(false),
            };
        }

        var (detail, hasNear) = use.Place is not null && found is { Found: false, Known: true }
            ? await NearAsync(descriptor).ConfigureAwait(false)
            : (null, false);
        return Describe(descriptor, use, required, found, detail) with { HasNear = hasNear };
    }

    /// <summary>Lists descriptors that may have been meant by one that is not there: a misspelt one would be created as junk.</summary>
    private async Task<(string Detail, bool HasNear)> NearAsync(DescriptorUri descriptor)
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
                $"the server has {there.Count} {(there.Count == 1 ? "other" : "others")} of its type, such as "
                    + $"{string.Join(", ", there.Take(3).Select(static d => d.Uri))}");
        return (detail, near.Count > 0);
    }

    /// <summary>The types that a type may have been meant to be, as the end of a sentence; empty where the server names none.</summary>
    private async Task<string> NearTypeAsync(DescriptorUri descriptor)
    {
        var types = await finder.DescriptorTypesAsync(cancellationToken).ConfigureAwait(false);
        var near = Spelling.Near(Stem(descriptor.Resource), types.Select(static type => (Stem(type), NameOf(type))));
        return near.Count > 0 ? $"; near it: {string.Join(", ", near)}" : "";
    }

    /// <summary>A type without the word that all types end with.</summary>
    private static string Stem(string resource) =>
        resource.EndsWith(Suffix, StringComparison.Ordinal) ? resource[..^Suffix.Length] : resource;

    private static string NameOf(string resource) => char.ToUpperInvariant(resource[0]) + resource[1..^1];

    private static BatchPrerequisite Describe(
        DescriptorUri descriptor,
        DescriptorUse use,
        bool required,
        DocumentLookup found,
        string? detail = null) =>
        PrerequisiteCheck.Describe(PrerequisiteKind.Descriptor, descriptor.Resource, use.Uri, required, found, detail) with
        {
            Place = use.Place,
            IsOfKey = use.IsKey,
        };
}
