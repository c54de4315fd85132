namespace EdFi.BatchPerf;

/// <summary>A document that the load stands on.</summary>
public sealed class BatchFixture
{
    /// <summary>Position in the order of creation, from 1.</summary>
    public required int Order { get; init; }

    /// <summary>Name by which templates refer to the fixture; null for one that is built in.</summary>
    public string? Name { get; init => field = PlainText.Line(value); }

    /// <summary>Endpoint segment.</summary>
    public required string Resource { get; init; }

    /// <summary>The natural key, flat, as JSON.</summary>
    public required string NaturalKey { get; init => field = PlainText.Line(value); }

    /// <summary>State of the fixture.</summary>
    public required FixtureState State { get; init; }

    /// <summary>The document's id; null where it is not known.</summary>
    public string? Id { get; init => field = PlainText.Line(value); }

    /// <summary>Path of the document on the server; null where its id is not known.</summary>
    public string? Uri { get; init => field = PlainText.Line(value); }

    /// <summary>Reason for the state, where the state alone does not say it.</summary>
    public string? Detail { get; init => field = PlainText.Line(value); }

    /// <summary>True where a document that nothing showed was changed to the fixture's.</summary>
    internal bool Changed { get; init; }

    /// <summary>
    /// What the operator has to know of it, as a sentence: it changed a document of others, it may be misspelt, or whether it was
    /// created is not known; null for nothing.
    /// </summary>
    internal string? Warning { get; init; }

    /// <summary>True where it could not be made for a reason that may pass.</summary>
    internal bool MayPass { get; init; }

    /// <summary>
    /// Ways of reading documents of the resource back that the server was seen to honour: <c>'courseCode' finds, ids find</c>; null where
    /// nothing was learnt.
    /// </summary>
    public string? ReadBack { get; init => field = PlainText.Line(value); }

    /// <inheritdoc/>
    public override string ToString() => $"{Resource} {NaturalKey}: {State}";
}
