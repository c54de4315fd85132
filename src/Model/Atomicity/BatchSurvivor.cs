using System.Globalization;

namespace EdFi.BatchPerf;

/// <summary>An operation of a failed batch whose effect is on the server all the same.</summary>
public sealed class BatchSurvivor
{
    /// <summary>Position of the operation in the batch, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The operation.</summary>
    public required OperationKind Op { get; init; }

    /// <summary>The endpoint segment, for example <c>students</c>.</summary>
    public required string Resource { get; init; }

    /// <summary>The document's natural key, as JSON.</summary>
    public required string NaturalKey { get; init => field = PlainText.Line(value); }

    /// <summary>The document's id; of a deleted one, the id that it had.</summary>
    public string? DocumentId { get; init => field = PlainText.Line(value); }

    /// <summary>Change of the document against its before-image: created, updated or deleted.</summary>
    public required SurvivorChange Change { get; init; }

    /// <summary>
    /// Difference from the before-image, for example <c>firstName: "Ada" → "Ada Updated"</c>; null for a document that was created or
    /// deleted.
    /// </summary>
    public string? Detail { get; init => field = PlainText.Line(value); }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Index} {Op} {Resource} {NaturalKey} "
                + $"({Change}{(DocumentId is null ? "" : $", id {DocumentId}")}{(Detail is null ? "" : $", {Detail}")})");
}
