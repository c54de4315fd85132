namespace EdFi.BatchPerf;

/// <summary>
/// A document of a run that is still on the server; or, with the state Unknown and no id, that may be there.
/// </summary>
public sealed record BatchLeftover
{
    /// <summary>Endpoint segment, for example <c>students</c>.</summary>
    public required string Resource { get; init; }

    /// <summary>The natural key as JSON.</summary>
    public required string NaturalKey { get; init => field = PlainText.Line(value); }

    /// <summary>The id that the server gave it; empty where it shows none in the form of an id.</summary>
    public required string Id { get; init => field = PlainText.Line(value); }

    /// <summary>Reason why the run may have left it.</summary>
    public LeftoverReason Reason { get; init; }

    /// <summary>State of the document.</summary>
    public LeftoverState State { get; init; }

    /// <summary>The run's id.</summary>
    public required string RunId { get; init; }

    /// <summary>Number of the client that sent it.</summary>
    public int Client { get; init; }

    /// <summary>The client's batch or triple number: as in the run's results; 0 for a parent that its batches reused.</summary>
    public long Sequence { get; init; }

    /// <summary>Position of the triple in the batch, from 0.</summary>
    public int Triple { get; init; }

    /// <summary>The scenario.</summary>
    public required string Scenario { get; init; }

    /// <summary>Its ETag when it was found; null where the server gave none.</summary>
    public string? ETag { get; init => field = PlainText.Line(value); }

    /// <summary>
    /// Reason why the document is still there: the server's answer to the delete, or the document that it shows instead; null for none.
    /// </summary>
    public string? Detail { get; init => field = PlainText.Line(value); }

    /// <summary>Full path of the run's journal, by which it was found; null where it was not found by one.</summary>
    public string? Journal { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Resource} {NaturalKey} ({Id}): {State}, {Reason}";
}
