using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.DataModel;

namespace EdFi.BatchPerf.Documents.Generation;

/// <summary>
/// Chooses the field that an update changes: text before numbers before dates before descriptors before lists, never a part of the
/// identity.
/// </summary>
/// <param name="builder">Makes values.</param>
/// <param name="rules">Rules for documents, stated and learnt.</param>
/// <param name="descriptors">Chooses descriptors.</param>
internal sealed class UpdateChooser(DocumentBuilder builder, LearntRules rules, IDescriptorSource descriptors)
{
    /// <summary>The patch of an update; null where documents have nothing besides their identity.</summary>
    public JsonObject? Choose(ApiResource resource, JsonObject document, Scope scope)
    {
        foreach (var property in resource.Document.Properties.Where(p => !resource.IsIdentity(p.Name))
            .OrderBy(Order)
            .ThenByDescending(p => document.ContainsKey(p.Name)))
        {
            if (Changed(resource, property, document, scope) is { } value && !JsonNode.DeepEquals(value, document[property.Name]))
            {
                return new JsonObject { [property.Name] = value };
            }
        }

        return null;
    }

    private static int Order(PropertyShape property) => property.Shape switch
    {
        ScalarShape { IsText: true } when !property.IsDescriptor => 0,
        ScalarShape { Type: not "string" } => 1,
        ScalarShape when !property.IsDescriptor => 2,
        ScalarShape => 3,
        ListShape => 4,
        _ => 5,
    };

    private JsonNode? Changed(ApiResource resource, PropertyShape property, JsonObject document, Scope scope) => property.Shape switch
    {
        ScalarShape when property.IsDescriptor => descriptors.Choose(resource, property.Name, other: document.ContainsKey(property.Name)),
        ScalarShape scalar => SampleValues.Other(
            resource.Segment,
            property.Name,
            rules.ShapeOf(resource, property.Name, scalar),
            document[property.Name]),
        _ when !document.ContainsKey(property.Name) => builder.Optional(resource, property, scope),
        _ => null,
    };
}
