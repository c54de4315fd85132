using EdFi.BatchPerf.Documents.DataModel;

namespace EdFi.BatchPerf.Documents.Generation;

/// <summary>Knows descriptors that documents can name.</summary>
internal interface IDescriptorSource
{
    /// <summary>The URI of a descriptor that the server has, for a property that can be left out.</summary>
    /// <param name="resource">The resource whose document names it.</param>
    /// <param name="path">Where the property lies, with dots, for example <c>gradeLevels.entryGradeLevelDescriptor</c>.</param>
    /// <param name="other">True for another one than is given otherwise, where there is one.</param>
    /// <returns>Null where the server is not known to have one of its type.</returns>
    string? Choose(ApiResource resource, string path, bool other = false);

    /// <summary>The URI of the descriptor that has to be created where a document has to name one and the server has none.</summary>
    /// <param name="resource">The resource whose document names it.</param>
    /// <param name="path">Where the property lies, with dots.</param>
    string Missing(ApiResource resource, string path);

    /// <summary>The URI for a property that a document has to have.</summary>
    /// <param name="resource">The resource whose document names it.</param>
    /// <param name="path">Where the property lies, with dots.</param>
    string Required(ApiResource resource, string path) => Choose(resource, path) ?? Missing(resource, path);
}
