namespace EdFi.BatchPerf;

/// <summary>
/// Failures of one status and kind. Their texts differ, for example in the position of the operation that failed: one cause has as many
/// texts as a batch has operations.
/// </summary>
/// <param name="StatusCode">HTTP status; null when no answer came.</param>
/// <param name="Kind">The kind of failure; null for all errors beyond the largest number of distinct ones.</param>
/// <param name="Errors">The texts, the most frequent first; at least one.</param>
internal sealed record FailureGroup(int? StatusCode, ErrorKind? Kind, IReadOnlyList<DistinctError> Errors)
{
    /// <summary>Requests that ended so.</summary>
    public long Occurrences { get; } = Errors.Sum(static e => e.Occurrences);

    /// <summary>Attempts that ended so and were followed by another.</summary>
    public long Retried { get; } = Errors.Sum(static e => e.Retried);

    /// <summary>The most frequent text.</summary>
    public DistinctError Example => Errors[0];

    /// <summary>Groups a run's failures by status and kind, the most frequent group first.</summary>
    public static IReadOnlyList<FailureGroup> Of(IReadOnlyList<DistinctError> errors) =>
    [
        .. errors.GroupBy(static e => (e.StatusCode, e.Kind))
            .Select(static g => new FailureGroup(
                g.Key.StatusCode,
                g.Key.Kind,
                [.. g.OrderByDescending(static e => e.Occurrences).ThenByDescending(static e => e.Retried)]))
            .OrderByDescending(static g => g.Occurrences)
            .ThenByDescending(static g => g.Retried),
    ];
}
