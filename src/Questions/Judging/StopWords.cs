namespace EdFi.BatchPerf.Questions.Judging;

/// <summary>Why a run ended, in words.</summary>
/// <param name="IsProblem">True where the run did not carry out its plan, whatever its figures are.</param>
/// <param name="Sentence">The words.</param>
internal sealed record StopWords(bool IsProblem, string Sentence)
{
    /// <summary>
    /// The end that cut the run short, as a verb: its figures then prove nothing about the rest of its plan. Null for every other end.
    /// </summary>
    public string? Cut { get; init; }

    /// <summary>Every reason with its words.</summary>
    public static IReadOnlyDictionary<StopReason, StopWords> All { get; } = new Dictionary<StopReason, StopWords>
    {
        [StopReason.None] = new(false, "The run is still going on."),
        [StopReason.Duration] = new(false, "It ended as planned: its time was over."),
        [StopReason.BatchCount] = new(false, "It ended as planned: the planned number had been sent."),
        [StopReason.FailureRate] = new(true, "It was ended early: more failed than the limit allowed."),
        [StopReason.StopRequested] = new(false, "It was stopped on request, after the answers to what had been sent."),
        [StopReason.Canceled] = new(false, "It was cancelled, and requests without an answer were cut off.") { Cut = "was cancelled" },
        [StopReason.ResultsBacklog] = new(true, "It was ended early: results were read too slowly."),
        [StopReason.BatchTooLarge] = new(true, "It was ended early: the server takes fewer operations in a batch."),
        [StopReason.ResultFileFailed] = new(true, "It was ended early: results could not be written."),
        [StopReason.ExistingDocument] = new(true, "It was ended early: a create changed a document that the run had not created."),
        [StopReason.LeaseExpired] = new(true, "It was ended early: no message from the fleet’s controller within the lease."),
        [StopReason.Fault] = new(true, "It was ended early: the load generator failed."),
    };
}
