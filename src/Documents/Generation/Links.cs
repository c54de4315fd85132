using EdFi.BatchPerf.Documents.DataModel;

namespace EdFi.BatchPerf.Documents.Generation;

/// <summary>References between resources that their documents must have.</summary>
/// <param name="model">The data model.</param>
/// <param name="rules">Rules for documents, stated and learnt.</param>
internal sealed class Links(ApiModel model, LearntRules rules)
{
    private readonly Dictionary<ApiResource, IReadOnlyList<ApiResource>> _all = [];
    private readonly Dictionary<ApiResource, IReadOnlyList<ApiResource>> _identity = [];

    /// <summary>The resources that a minimal document refers to, those in its lists included.</summary>
    public IReadOnlyList<ApiResource> Of(ApiResource resource)
    {
        if (!_all.TryGetValue(resource, out var targets))
        {
            targets = [.. Required(resource, resource.Document, "").Select(model.TargetOf).OfType<ApiResource>().Distinct()];
            _all[resource] = targets;
        }

        return targets;
    }

    /// <summary>References that are part of the identity.</summary>
    public IReadOnlyList<ApiResource> OfIdentity(ApiResource resource)
    {
        if (!_identity.TryGetValue(resource, out var targets))
        {
            targets =
            [
                .. resource.References.Where(r => resource.IsIdentity(r.Property.Name))
                    .Select(r => model.TargetOf(r.Reference))
                    .OfType<ApiResource>()
                    .Distinct(),
            ];
            _identity[resource] = targets;
        }

        return targets;
    }

    /// <summary>True where the identity of a resource holds the key of a root: it is the root, or refers to it by its identity.</summary>
    public bool IdentityHolds(ApiResource resource, ApiResource root) => IdentityHolds(resource, root, []);

    /// <summary>Everything that has to be there before a document can be, in the order of creation; without the resource itself.</summary>
    public IReadOnlyList<ApiResource> Closure(ApiResource resource)
    {
        List<ApiResource> order = [];
        Visit(resource, [resource]);
        return order;

        void Visit(ApiResource at, HashSet<ApiResource> path)
        {
            foreach (var target in Of(at).Where(t => !order.Contains(t) && path.Add(t)))
            {
                Visit(target, path);
                order.Add(target);
            }
        }
    }

    private bool IdentityHolds(ApiResource resource, ApiResource root, HashSet<ApiResource> seen)
        => resource == root || (seen.Add(resource) && OfIdentity(resource).Any(t => IdentityHolds(t, root, seen)));

    private IEnumerable<ReferenceShape> Required(ApiResource resource, ObjectShape shape, string path)
    {
        foreach (var property in shape.Properties.Where(p => rules.IsRequired(resource, path, p)))
        {
            var here = LearntRules.Join(path, property.Name);
            var value = property.Shape is ListShape list ? list.Item : property.Shape;
            foreach (var reference in value switch
            {
                ReferenceShape reference => [reference],
                ObjectShape inner => Required(resource, inner, here),
                _ => [],
            })
            {
                yield return reference;
            }
        }
    }
}
