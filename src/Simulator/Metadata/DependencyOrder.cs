using System.Text.Json;
using EdFi.BatchPerf.Simulator.Schema;

namespace EdFi.BatchPerf.Simulator.Metadata;

/// <summary>
/// Works out the order in which resources can be filled, as /metadata/dependencies serves it: descriptors first, then each resource after
/// all that it may refer to.
/// </summary>
internal sealed class DependencyOrder
{
    private static readonly string[] Operations = ["Create", "Update"];
    private readonly Dictionary<ResourceDefinition, int> _known = [];

    public static byte[] Write(ResourceCatalog catalog)
    {
        var order = new DependencyOrder();
        return JsonSerializer.SerializeToUtf8Bytes(catalog.Descriptors.Concat(catalog.Resources)
            .Select(definition => (Path: $"/{definition.Project}/{definition.Name}", Order: order.Of(definition)))
            .OrderBy(static row => row.Order)
            .ThenBy(static row => row.Path, StringComparer.Ordinal)
            .Select(static row => new { resource = row.Path, order = row.Order, operations = Operations }));
    }

    /// <summary>A resource that refers back to itself, directly or through others, is counted when it is met first.</summary>
    private int Of(ResourceDefinition definition)
    {
        if (_known.TryGetValue(definition, out var order))
        {
            return order;
        }

        _known[definition] = definition.IsDescriptor ? 1 : 2;
        var targets = definition.Fields.Fields.SelectMany(static field => field.Flatten()).SelectMany(static field => field.Targets);
        var before = targets.Where(target => target != definition).Select(Of).Append(definition.IsDescriptor ? 0 : 1).Max();
        return _known[definition] = before + 1;
    }
}
