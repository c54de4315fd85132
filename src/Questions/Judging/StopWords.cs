namespace EdFi.BatchPerf.Questions.Judging;

/// <summary>Why a run ended, in words.</summary>
/// <param name="IsProblem">True where the run did not carry out its plan, whatever its figures are.</param>
/// <param name="Sentence">The words.</param>
internal sealed record StopWords(bool IsProblem, string Sentence)
{
    /// <summary>
    /// What cut the run short, as a clause: its figures then prove nothing about the rest of its plan. Null for every other end.
    /// </summary>
    public string? Cut { get; init; }

    /// <summary>Every reason with its words.</summary>
    public static IReadOnlyDictionary<StopReason, StopWords> All { get; } = new Dictionary<StopReason, StopWords>
    {
        [StopReason.None] = new(false, "The run is still going on."),
        [StopReason.Duration] = new(false, "It ended as planned: its time was over."),
        [StopReason.BatchCount] = new(false, "It ended as planned: the planned number had been sent."),
        [StopReason.FailureRate] = new(true, "It was ended early: more failed than the limit allowed."),
        [StopReason.StopRequested] = Stopped("it was stopped on request"),
        [StopReason.Canceled] = new(false, "It ended early: it was cancelled, and requests without an answer were cut off.")
        {
            Cut = "it was cancelled, by Ctrl+C, a signal or the end of its pipeline",
        },
        [StopReason.ResultsBacklog] = new(true, "It was ended early: results were read too slowly."),
        [StopReason.BatchTooLarge] = new(true, "It was ended early: the server takes fewer operations in a batch."),
        [StopReason.ResultFileFailed] = new(true, "It was ended early: results could not be written."),
        [StopReason.ExistingDocument] = new(true, "It was ended early: a create changed a document that the run had not created."),
        [StopReason.LeaseExpired] = new(true, "It was ended early: no message from the fleet’s controller within the lease."),
        [StopReason.Fault] = new(true, "It was ended early: the load generator failed."),
    };

    /// <summary>The words for <see cref="StopReason.StopRequested"/> where it is known what asked.</summary>
    public static IReadOnlyDictionary<StopSource, StopWords> Sources { get; } = new Dictionary<StopSource, StopWords>
    {
        [StopSource.StopFile] = Stopped("its stop file was created"),
        [StopSource.Dashboard] = Stopped("it was stopped on its dashboard"),
        [StopSource.Controller] = Stopped("the fleet’s controller stopped it"),
    };

    /// <summary>Returns the words for an end.</summary>
    /// <param name="reason">Why the run ended.</param>
    /// <param name="by">What asked it to stop; null where nothing did, or where that is not known.</param>
    public static StopWords Of(StopReason reason, StopSource? by) =>
        reason == StopReason.StopRequested && by is { } source ? Sources[source] : All[reason];

    private static StopWords Stopped(string cut) =>
        new(false, $"It ended early: {cut}. Nothing more was sent, and answers were waited for.") { Cut = cut };
}
