using EdFi.BatchPerf.Documents.DataModel;

namespace EdFi.BatchPerf.Documents.Generation;

/// <summary>
/// Finds the source of uniqueness of documents: a field of their own where there is one; otherwise the parent whose renewal needs the
/// fewest new documents. Dates never count: they are few, and others use them.
/// </summary>
/// <param name="links">Which documents refer to which.</param>
/// <param name="rules">Rules for documents, stated and learnt.</param>
/// <param name="reuse">True where parents that are renewed are reused by all batches of a client.</param>
internal sealed class UniquenessFinder(Links links, LearntRules rules, bool reuse)
{
    private const int MostParents = 4;

    /// <summary>Null where nothing can carry the key.</summary>
    public Uniqueness? Find(ApiResource resource)
    {
        if (OwnKey.Of(resource, rules) is { } own)
        {
            return new Uniqueness(resource, own, []);
        }

        return Roots(resource, [])
            .Distinct()
            .Select((root, order) => (Root: root, Key: OwnKey.Of(root, rules)!, Parents: Fresh(resource, root), Order: order))
            .Where(static c => c.Parents.Count is > 0 and <= MostParents)
            .OrderBy(static c => c.Parents.Count)
            .ThenBy(static c => c.Key.Form)
            .ThenBy(c => links.Closure(c.Root).Count)
            .ThenBy(static c => c.Order)
            .Select(c => new Uniqueness(c.Root, c.Key, c.Parents) { ReusesParents = reuse })
            .FirstOrDefault();
    }

    /// <summary>The resources from whose keys the identity of another is made up, nearest first.</summary>
    private IEnumerable<ApiResource> Roots(ApiResource resource, HashSet<ApiResource> seen)
    {
        var targets = links.OfIdentity(resource).Where(t => t != resource && seen.Add(t)).ToList();
        return targets.Where(t => OwnKey.Of(t, rules) is not null).Concat(targets.SelectMany(t => Roots(t, seen)));
    }

    /// <summary>Every document that differs from record to record when the root's does, the root first.</summary>
    private List<ApiResource> Fresh(ApiResource resource, ApiResource root)
    {
        List<ApiResource> fresh = [];
        Visit(resource);
        return fresh;

        void Visit(ApiResource at)
        {
            foreach (var target in links.Of(at).Where(t => t != resource && links.IdentityHolds(t, root) && !fresh.Contains(t)))
            {
                Visit(target);
                if (!fresh.Contains(target))
                {
                    fresh.Add(target);
                }
            }
        }
    }
}
