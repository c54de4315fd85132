using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.DataModel;

namespace EdFi.BatchPerf.Documents.Generation;

/// <summary>Makes documents: with required values, and on request all optional ones that need no further parents.</summary>
/// <param name="model">The data model.</param>
/// <param name="rules">Rules for documents, stated and learnt.</param>
/// <param name="descriptors">Chooses descriptors.</param>
/// <param name="full">True for optional values, too.</param>
internal sealed class DocumentBuilder(ApiModel model, LearntRules rules, IDescriptorSource descriptors, bool full)
{
    private readonly FieldValues _values = new(model, rules, descriptors);

    /// <summary>Makes a document.</summary>
    /// <param name="resource">Its resource.</param>
    /// <param name="scope">Which documents are made for each record.</param>
    /// <exception cref="FormatException">It cannot be made; the message says why.</exception>
    public JsonObject Build(ApiResource resource, Scope scope) => Object(resource, resource.Document, "", needed: true, scope)!;

    /// <summary>A value for a property that is not in a minimal document.</summary>
    /// <returns>Null where there is none without further parents, or without descriptors that the server does not have.</returns>
    public JsonNode? Optional(ApiResource resource, PropertyShape property, Scope scope)
        => NeedsParents(property.Shape) ? null : Value(resource, property, property.Name, needed: false, scope);

    /// <param name="resource">The document's resource.</param>
    /// <param name="shape">The object.</param>
    /// <param name="path">Where it lies.</param>
    /// <param name="needed">True where the document cannot be without it.</param>
    /// <param name="scope">Which documents are made for each record.</param>
    /// <returns>Null where it is not needed and something is not to be had that it has to have.</returns>
    private JsonObject? Object(ApiResource resource, ObjectShape shape, string path, bool needed, Scope scope)
    {
        var result = new JsonObject();
        foreach (var property in shape.Properties)
        {
            var here = LearntRules.Join(path, property.Name);
            var required = rules.IsRequired(resource, path, property);
            if (!required && (!full || NeedsParents(property.Shape)))
            {
                continue;
            }

            if (Value(resource, property, here, needed && required, scope) is { } value)
            {
                result[property.Name] = value;
            }
            else if (required && !needed)
            {
                return null;
            }
        }

        return result;
    }

    private JsonNode? Value(
        ApiResource resource,
        PropertyShape property,
        string path,
        bool needed,
        Scope scope) => property.Shape switch
    {
        ReferenceShape reference => Reference(resource, property.Name, reference, path, scope),
        ObjectShape inner => Item(resource, property, inner, path, needed, scope),
        ListShape list => Item(resource, property, list.Item, path, needed, scope) is { } item ? new JsonArray(item) : null,
        _ when path == property.Name && resource.IsIdentity(path) => _values.Own(resource, property, scope),
        ScalarShape when property.IsDescriptor => needed ? descriptors.Required(resource, path) : descriptors.Choose(resource, path),
        ScalarShape scalar => SampleValues.Of(
            resource.Segment,
            property.Name,
            rules.ShapeOf(resource, path, scalar),
            drawn: scope.IsFresh(resource)),
        _ => null,
    };

    /// <summary>An object, or an item of a list; a server drops one without content, so there is at least one value in it.</summary>
    private JsonNode? Item(ApiResource resource, PropertyShape list, Shape shape, string path, bool needed, Scope scope)
    {
        if (shape is not ObjectShape item)
        {
            return Value(resource, new PropertyShape(list.Name, shape, Required: true), path, needed, scope);
        }

        // A schema that names nothing as required does not say that nothing is: the first value is given besides what was learnt.
        if (Object(resource, item, path, needed, scope) is not { } content)
        {
            return null;
        }

        if (content.Count > 0 && item.Properties.Any(static p => p.Required))
        {
            return content;
        }

        foreach (var property in item.Properties.OrderBy(static p => p.IsDescriptor ? 0 : p.Shape is ScalarShape ? 1 : 2))
        {
            if ((needed || !NeedsParents(property.Shape))
                && Value(resource, property, LearntRules.Join(path, property.Name), needed, scope) is { } value)
            {
                content[property.Name] = value;
                return content;
            }
        }

        return content.Count > 0 ? content : null;
    }

    /// <summary>A whole reference: one of which values are missing ended a real server's process.</summary>
    private JsonObject Reference(ApiResource owner, string property, ReferenceShape reference, string path, Scope scope)
    {
        var result = new JsonObject();
        foreach (var leaf in reference.Leaves.Select(static l => l.Name).Union(rules.Below(owner, path)))
        {
            result[leaf] = _values.Of(owner, property, reference, leaf, scope);
        }

        return result;
    }

    private static bool NeedsParents(Shape shape) => shape switch
    {
        ReferenceShape => true,
        ListShape list => NeedsParents(list.Item),
        ObjectShape inner => inner.Properties.Any(static p => p.Required)
            ? inner.Properties.Any(static p => p.Required && NeedsParents(p.Shape))
            : inner.Properties.All(static p => NeedsParents(p.Shape)),
        _ => false,
    };
}
