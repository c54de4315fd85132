using EdFi.BatchPerf.Documents.DataModel;

namespace EdFi.BatchPerf.Documents.Generation;

/// <summary>Knows descriptors that documents can name.</summary>
internal interface IDescriptorSource
{
    /// <summary>The URI of a descriptor for a role.</summary>
    /// <param name="resource">The resource whose document names it.</param>
    /// <param name="role">The property's name, for example <c>entryGradeLevelDescriptor</c>.</param>
    /// <param name="other">True for another one than is given otherwise, where there is one.</param>
    string Choose(ApiResource resource, string role, bool other = false);
}
