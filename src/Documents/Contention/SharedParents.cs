using System.Text.Json.Nodes;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Metadata;
using EdFi.BatchPerf.Documents.ReadingBack;

namespace EdFi.BatchPerf.Documents.Contention;

/// <summary>The parents that all batches share: the fixtures' class period and location.</summary>
internal static class SharedParents
{
    /// <summary>Endpoint segments, in the order in which batches update them.</summary>
    public static IReadOnlyList<string> Resources { get; } = ["classPeriods", "locations"];

    /// <summary>Reads them as they are now, so that updating them changes nothing but their locks and dates.</summary>
    /// <returns>An update for each.</returns>
    /// <exception cref="BatchPerfException">SharedParentMissing; those of the client.</exception>
    public static async Task<IReadOnlyList<BatchOperation>> ReadAsync(
        IResourceClient client,
        FixtureKeys keys,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var updates = new List<BatchOperation>();
        foreach (var fixture in Definitions(keys))
        {
            updates.Add(new BatchOperation
            {
                Op = OperationKind.Update,
                Resource = fixture.Resource,
                NaturalKey = fixture.Key,
                Document = (await ImageAsync(client, fixture, cancellationToken)).Content,
            });
        }

        return updates;
    }

    /// <summary>
    /// The shared parents that this tool did not create, by name: those that were neither created just now nor are as this tool makes them
    /// in a school that bears the name which it gives.
    /// </summary>
    /// <param name="client">The server.</param>
    /// <param name="keys">The fixtures' natural keys.</param>
    /// <param name="fixtures">The fixtures, with the state that making them gave.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BatchPerfException">SharedParentMissing; LookupFailed, LookupUnreadable, and those of the client.</exception>
    public static async Task<IReadOnlyList<string>> ForeignAsync(
        IResourceClient client,
        FixtureKeys keys,
        IReadOnlyCollection<BatchFixture> fixtures,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(fixtures);
        bool? schoolIsOurs = null;
        var foreign = new List<string>();
        foreach (var fixture in Definitions(keys))
        {
            var image = await ImageAsync(client, fixture, cancellationToken);
            var created = fixtures.Any(
                f => f.State == FixtureState.Created
                    && f.Resource == fixture.Resource
                    && image.Id?.Equals(DocumentId.TryParse(f.Id)) == true);
            if (!created
                && (fixture.Objection(JsonNode.Parse(image.Content)!.AsObject()) is not null
                    || !(schoolIsOurs ??= await IsOursAsync(client, keys, cancellationToken))))
            {
                foreign.Add($"{fixture.Resource} {fixture.Key}");
            }
        }

        return foreign;
    }

    /// <summary>The problem of a load that would update parents of others without having been told to.</summary>
    /// <param name="foreign">From <see cref="ForeignAsync"/>.</param>
    public static BatchPerfException NotOurs(IEnumerable<string> foreign) => new(
        "SharedParentsNotOurs",
        ProblemKind.InvalidInput,
        "SharedParents updates documents that this tool did not create (to what they are, but with new dates and ETags): "
            + $"{string.Join(", ", foreign)}.",
        $"Give {new OptionKey("Force")} to allow it, "
            + new OptionKey("SchoolId").IfOffered(
                static option => $"name fixtures of your own ({option} with one that does not exist yet), ")
            + "or leave out SharedParents.");

    private static async Task<bool> IsOursAsync(IResourceClient client, FixtureKeys keys, CancellationToken cancellationToken)
    {
        var school = FixtureChain.BelowAgency(keys, "").Single(static d => d.Resource == "schools");
        var found = (await new ReadBack(client, ServerIdentities.BuiltIn).FindAsync(school.Wanted, cancellationToken)).ThrowIfFailed();
        return found.Found && school.Objection(found.Document) is null;
    }

    private static IEnumerable<FixtureDefinition> Definitions(FixtureKeys keys) =>
        Resources.Select(resource => FixtureChain.BelowAgency(keys, "").Single(d => d.Resource == resource));

    private static async Task<DocumentImage> ImageAsync(
        IResourceClient client,
        FixtureDefinition fixture,
        CancellationToken cancellationToken)
    {
        var found = await new ReadBack(client, ServerIdentities.BuiltIn).FindAsync(fixture.Wanted, cancellationToken);
        return found.Image is { } image
            && IdentityCheck.Bears(
                fixture.Resource,
                JsonNode.Parse(image.Content)!.AsObject(),
                fixture.NaturalKey) ? image : throw new BatchPerfException(
            "SharedParentMissing",
            ProblemKind.MissingPrerequisite,
            $"The shared parent {fixture.Resource} {fixture.Key} cannot be read: {found.Problem ?? "it is not there"}.",
            "Make the fixtures" + new OptionKey("Fixtures").IfOffered(static way => $" with {way}") + ", or leave out SharedParents.");
    }
}
