using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.DataModel;

namespace EdFi.BatchPerf.Documents.Generation;

/// <summary>A document of a template.</summary>
/// <param name="Resource">Its resource.</param>
/// <param name="Content">The document, with tokens.</param>
/// <param name="KeyFields">Its natural key's fields as paths.</param>
internal sealed record MadeDocument(ApiResource Resource, JsonObject Content, IReadOnlyList<string> KeyFields)
{
    public static MadeDocument Of(ApiResource resource, JsonObject content)
        => new(resource, content, [.. resource.Identity!.Leaves.Select(static l => l.Paths[0])]);
}
