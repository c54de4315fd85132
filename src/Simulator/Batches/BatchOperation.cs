using System.Text.Json;
using EdFi.BatchPerf.Simulator.Schema;

namespace EdFi.BatchPerf.Simulator.Batches;

/// <summary>One well-formed operation of a batch, and the document that it worked on once it has been done.</summary>
internal struct BatchOperation
{
    public OperationKind Kind;

    /// <summary>The resource, or null where no schema knows <see cref="ResourceName"/>.</summary>
    public ResourceDefinition? Resource;

    public string? ResourceName;

    public JsonElement Document;

    public JsonElement NaturalKey;

    public Guid? DocumentId;

    public string? IfMatch;

    public Guid ResultId;

    /// <summary>The resource as answers name it.</summary>
    public readonly string AnswerName => Resource?.Name ?? ResourceName ?? "";

    public readonly string OpName => Kind switch
    {
        OperationKind.Create => "create",
        OperationKind.Update => "update",
        _ => "delete",
    };
}
