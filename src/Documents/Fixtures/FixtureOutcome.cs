using System.Globalization;
using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>Outcome of making or finding a fixture.</summary>
internal sealed record FixtureOutcome
{
    /// <summary>
    /// Existing, Created, WouldCreate; Unknown where it is not known whether it is there, Refused where its POST was refused.
    /// </summary>
    public required FixtureState State { get; init; }

    /// <summary>Its id; null where that is not known.</summary>
    public string? Id { get; init; }

    /// <summary>Details of the outcome, as the end of a sentence; null for none.</summary>
    public string? Detail { get; init; }

    /// <summary>The status of the refusal; null where there was none.</summary>
    public int? Status { get; init; }

    /// <summary>The server's validation errors of the document.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];

    /// <summary>True where a document that nothing showed was changed to the fixture's.</summary>
    public bool Changed { get; init; }

    /// <summary>True where only its own mark, or reads that the key may not make, would have allowed to send it.</summary>
    public bool Unseen { get; init; }

    /// <summary>True where no answer came, or one that says nothing of the fixture, so that another try may come to more.</summary>
    public bool IsTransient => Failed || Status is 429 or >= 500;

    /// <summary>True where reading or sending ended without an answer that says anything.</summary>
    public bool Failed { get; init; }

    /// <summary>What became of its POST, where the answer to it was lost; null where it was not.</summary>
    public LostAnswer? Lost { get; init; }

    /// <summary>The error that ended its POST; null for none.</summary>
    public BatchPerfException? Error { get; init; }

    /// <summary>True where it is there, or would be.</summary>
    public bool Ready => State is not (FixtureState.Unknown or FixtureState.Refused);

    /// <summary>Makes the outcome of a POST from its answer.</summary>
    public static FixtureOutcome Of(ResourceAnswer answer) => new()
    {
        State = !answer.Success ? FixtureState.Refused : answer.Status == 200 ? FixtureState.Existing : FixtureState.Created,
        Id = answer.Id?.ToString(),
        Changed = answer.Status == 200,
        Status = answer.Success ? null : answer.Status,
        Errors = answer.ValidationErrors,
        Detail = answer.Success ? FixtureLog.Unseen(answer) : Words(answer),
    };

    /// <summary>An answer in words.</summary>
    public static string Words(ResourceAnswer answer)
        => $"{answer.Status.ToString(CultureInfo.InvariantCulture)} {answer.Problem}".TrimEnd().TrimEnd('.');
}
