namespace EdFi.BatchPerf.Simulator.Schema;

/// <summary>Finds the definition of a resource by its endpoint segment, in any letter case.</summary>
internal sealed class ResourceCatalog
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ResourceDefinition> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ResourceDefinition>.AlternateLookup<ReadOnlySpan<char>> _bySpan;

    public ResourceCatalog()
    {
        _bySpan = _byName.GetAlternateLookup<ReadOnlySpan<char>>();
        var resources = ResourceTable.Create();
        Resources = resources;
        foreach (var resource in resources)
        {
            _byName.Add(resource.Name, resource);
        }

        foreach (var field in resources.SelectMany(resource => resource.AllFields()).Where(field => field.Target.Length > 0))
        {
            field.Targets = field.Kind == FieldKind.Descriptor
                ? [Descriptor(field.Target)]
                : [.. resources.Where(resource => IsA(resource.Entity, field.Target))];
        }
    }

    /// <summary>Every resource but the descriptors.</summary>
    public IReadOnlyList<ResourceDefinition> Resources { get; }

    /// <summary>The definition, or null for a resource that no API schema knows.</summary>
    public ResourceDefinition? Find(ReadOnlySpan<char> name)
    {
        lock (_gate)
        {
            return _bySpan.TryGetValue(name, out var known) ? known : null;
        }
    }

    /// <summary>The resource of a descriptor by its entity, such as TermDescriptor; made where there is none yet.</summary>
    public ResourceDefinition Descriptor(string entity)
    {
        var name = char.ToLowerInvariant(entity[0]) + entity[1..] + "s";
        lock (_gate)
        {
            if (!_byName.TryGetValue(name, out var definition))
            {
                definition = ResourceTable.CreateDescriptor(name);
                _byName.Add(name, definition);
            }

            return definition;
        }
    }

    private static bool IsA(string entity, string target) =>
        entity == target || (target == "EducationOrganization" && entity is ("School" or "LocalEducationAgency"));
}
