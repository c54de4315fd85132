using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Identity;

namespace EdFi.BatchPerf.Documents;

/// <summary>The parents that all batches share: the fixtures' class period and location.</summary>
public static class SharedParents
{
    /// <summary>Endpoint segments, in the order in which batches update them.</summary>
    public static IReadOnlyList<string> Resources { get; } = ["classPeriods", "locations"];

    /// <summary>Reads them as they are now, so that updating them changes nothing but their locks and dates.</summary>
    /// <returns>An update for each.</returns>
    /// <exception cref="BatchPerfException">SharedParentMissing; those of the client.</exception>
    public static async Task<IReadOnlyList<BatchOperation>> ReadAsync(IResourceClient client, FixtureKeys keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var updates = new List<BatchOperation>();
        foreach (var resource in Resources)
        {
            var fixture = FixtureChain.BelowAgency(keys, "").Single(d => d.Resource == resource);
            var key = fixture.NaturalKey.ToJsonString(Json.Compact);
            var found = await new NaturalKeyReader(client).FindAsync(resource, key, alsoList: true, cancellationToken);
            updates.Add(new BatchOperation
            {
                Op = OperationKind.Update,
                Resource = resource,
                NaturalKey = key,
                Document = found.Image?.Content ?? throw new BatchPerfException(
                    "SharedParentMissing",
                    ProblemKind.MissingPrerequisite,
                    $"The shared parent {resource} {key} cannot be read: {found.Problem ?? "it is not there"}.",
                    "Make the fixtures with Initialize-BatchFixtures, or leave out SharedParents."),
            });
        }

        return updates;
    }
}
