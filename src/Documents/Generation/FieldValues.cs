using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.DataModel;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Metadata;

namespace EdFi.BatchPerf.Documents.Generation;

/// <summary>
/// Gives the values of identities and references: each is traced to the document whose own field it is, so that it is the same wherever it
/// stands.
/// </summary>
/// <param name="model">The data model.</param>
/// <param name="rules">Rules for documents, stated and learnt.</param>
/// <param name="descriptors">Chooses descriptors.</param>
internal sealed class FieldValues(ApiModel model, LearntRules rules, IDescriptorSource descriptors)
{
    private const int MostHops = 8;

    /// <summary>The value of a reference's leaf.</summary>
    /// <param name="owner">The resource whose document holds the reference.</param>
    /// <param name="property">The reference's property.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="leaf">The leaf's name.</param>
    /// <param name="scope">Which documents are made for each record.</param>
    /// <exception cref="FormatException">It refers to an entity that cannot be made; the message names it.</exception>
    public JsonNode Of(ApiResource owner, string property, ReferenceShape reference, string leaf, Scope scope)
        => Reference(owner, property, reference, leaf, scope, MostHops);

    /// <summary>The value of a field of a document's own, where it is part of the identity.</summary>
    public JsonNode Own(ApiResource resource, PropertyShape property, Scope scope)
    {
        if (scope.Uniqueness is { } unique && resource == unique.Root && property.Name == unique.Key.Property && scope.IsFresh(resource))
        {
            return unique.Token;
        }

        return scope.IsFresh(resource) || scope.IsMaking(resource) ? Constant(resource, property)
            : BuiltInParents.Token(resource.Segment, property.Name) is { } token ? token
            : Token(resource.Segment, property.Name, property.Shape is ScalarShape { Type: "string" });
    }

    /// <summary>The value that a fixture's own field has.</summary>
    private JsonNode Constant(ApiResource resource, PropertyShape property) => (property, property.Shape) switch
    {
        ({ IsDescriptor: true }, _) => descriptors.Required(resource, property.Name),
        (_, ScalarShape { Type: "integer", Format: "int64" }) => OrganizationNumbers.Of(resource.Segment),
        (_, ScalarShape scalar) => SampleValues.Of(
            resource.Segment,
            property.Name,
            rules.ShapeOf(resource, property.Name, scalar),
            drawn: false),
        _ => throw new FormatException($"'{property.Name}' is part of the identity and is neither a value nor a reference"),
    };

    private static string Token(string fixture, string path, bool text) => $"{{{{{(text ? "" : "#")}fixture.{fixture}.{path}}}}}";

    private JsonNode Reference(ApiResource owner, string property, ReferenceShape reference, string leaf, Scope scope, int hops)
    {
        var target = model.TargetOf(reference)
            ?? throw new FormatException(
                $"'{property}' refers to {reference.Entity}, which is no resource that documents can be posted to");
        var identity = target.Identity
            ?? throw new FormatException($"'{property}' refers to {target.Segment}, whose identity is not known: {target.Problem}");
        var own = LeafMatch.Of(reference, identity)[leaf] ?? LeafMatch.Named(identity, leaf)
            ?? throw new FormatException($"'{property}.{leaf}' has no counterpart in the identity of {target.Segment}");
        var through = scope.Through(owner, property, target);
        return through.IsFresh(target) || BuiltInParents.Has(target.Segment)
            ? Leaf(target, own, through, hops)
            : Token(target.Segment, own.Paths[0], own.Type == "string");
    }

    private JsonNode Leaf(ApiResource resource, IdentityLeaf leaf, Scope scope, int hops)
    {
        var path = leaf.Paths[0];
        var head = ApiResource.Head(path);
        var property = resource.Document.Find(head)
            ?? throw new FormatException($"the identity of {resource.Segment} names '{path}', which its documents do not have");
        return hops == 0 ? throw new FormatException($"the identity of {resource.Segment} refers to itself")
            : property.Shape is ReferenceShape reference
                ? Reference(resource, head, reference, path[(head.Length + 1)..], scope, hops - 1)
            : Own(resource, property, scope);
    }
}
