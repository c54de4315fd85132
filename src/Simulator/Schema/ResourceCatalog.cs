using EdFi.BatchPerf.Simulator.Specification;

namespace EdFi.BatchPerf.Simulator.Schema;

/// <summary>Finds the definition of a resource by its endpoint segment, in any letter case.</summary>
internal sealed class ResourceCatalog
{
    private const string Core = "ed-fi";
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ResourceDefinition> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ResourceDefinition>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly Dictionary<string, ResourceDefinition> _byPath = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="resources">The document of resources.</param>
    /// <param name="descriptors">The document of descriptors; null for those that the resources and the simulator name.</param>
    /// <param name="wrongLeaves">The values of references that the server takes under another name than it says.</param>
    public ResourceCatalog(ApiDocument resources, ApiDocument? descriptors, IReadOnlyList<WrongLeaf> wrongLeaves)
    {
        _bySpan = _byName.GetAlternateLookup<ReadOnlySpan<char>>();
        Resources = SchemaCompiler.Compile(resources, wrongLeaves);
        foreach (var resource in Resources)
        {
            Add(resource);
        }

        foreach (var definition in descriptors is null ? [] : SchemaCompiler.Compile(descriptors, []))
        {
            Add(definition);
        }

        if (descriptors is null)
        {
            // Their resources are there, also where no document is.
            Array.ForEach(KnownDescriptors.All, known => Descriptor(known.Name + "Descriptor"));
        }

        var names = new DescriptorNames(descriptors?.Resources.Select(static resource => resource.Entity)
            ?? KnownDescriptors.All.Select(static known => known.Name + "Descriptor"));
        foreach (var field in Resources.SelectMany(static r => r.Fields.Fields).SelectMany(static f => f.Flatten()))
        {
            if (field.Kind == FieldKind.Descriptor)
            {
                field.Target = names.Of(field.Name);
                field.Targets = [Descriptor(field.Target)];
            }
        }
    }

    /// <summary>Every resource but the descriptors.</summary>
    public IReadOnlyList<ResourceDefinition> Resources { get; }

    /// <summary>The descriptors that there are, in the order in which they became known.</summary>
    public IReadOnlyList<ResourceDefinition> Descriptors
    {
        get
        {
            lock (_gate)
            {
                return [.. _byPath.Values.Where(static definition => definition.IsDescriptor)];
            }
        }
    }

    /// <summary>
    /// The definition by its bare segment, as a batch gives it, or null for a resource that no API schema knows. Of two projects that have
    /// the segment, the core counts, else the first.
    /// </summary>
    public ResourceDefinition? Find(ReadOnlySpan<char> name)
    {
        lock (_gate)
        {
            return _bySpan.TryGetValue(name, out var known) ? known : null;
        }
    }

    /// <summary>The definition by project and segment, as paths give it.</summary>
    public ResourceDefinition? Find(string project, string name)
    {
        lock (_gate)
        {
            return _byPath.GetValueOrDefault(project + "/" + name);
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
                Add(definition = new(new ResourceDraft(new(Core, name, entity, ApiDocument.Descriptor, []), flagsReferences: true)));
            }

            return definition;
        }
    }

    private void Add(ResourceDefinition definition)
    {
        lock (_gate)
        {
            _byPath.TryAdd(definition.Project + "/" + definition.Name, definition);
            if (!_byName.TryAdd(definition.Name, definition) && definition.Project == Core)
            {
                _byName[definition.Name] = definition;
            }
        }
    }
}
