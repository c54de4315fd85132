using EdFi.BatchPerf.Questions.Judging;

namespace EdFi.BatchPerf.Jobs.Loads;

/// <summary>Outcome of a load.</summary>
/// <param name="Ends">Every run that was made, in order; none where the operator did not confirm.</param>
internal sealed record LoadOutcome(IReadOnlyList<LoadEnd> Ends)
{
    /// <summary>True where the operator stopped it between two runs, so that some of those asked for were not made.</summary>
    public bool Cut { get; init; }

    /// <summary>
    /// The problem that kept a run after the first from beginning, so that it and those after it were not made; the runs before it are in
    /// <see cref="Ends"/>. Null for none.
    /// </summary>
    public BatchPerfException? Failure { get; init; }

    /// <summary>Results of limits that are not kept, in the order of the runs.</summary>
    public IReadOnlyList<BatchThresholdResult> LimitsNotKept =>
        [.. Ends.SelectMany(static end => end.Tested).Where(static result => !result.Passed)];

    /// <summary>The error ThresholdNotKept for all limits that are not kept; null where all are.</summary>
    public BatchPerfException? NotKept => LimitsNotKept is { Count: > 0 } results
        ? new BatchPerfException(
            "ThresholdNotKept",
            ProblemKind.UnexpectedServer,
            $"{LimitWords.NotKept(results.Count, Ends.Sum(static end => end.Tested.Count))}. "
                + string.Join(" ", results.Select(static result => result.Message)),
            WhereFiguresAre())
        : null;

    /// <summary>Returns where the figures are: an error that ends a script keeps the run from being assigned.</summary>
    private string WhereFiguresAre()
    {
        const int Most = 4;
        string[] files =
            [.. Ends.SelectMany(static end => end.Files).Where(static file => !file.EndsWith(".journal", StringComparison.Ordinal))];
        return files.Length > 0
            ? $"Look into {string.Join(", ", files.Take(Most))}{(files.Length > Most ? $" and {files.Length - Most} more files" : "")}."
            : "All figures of the run are there"
                + new OptionKey("RunVariable").IfOffered(
                    static option => $": {option} run puts them into $run, also where this error ends the script") + ".";
    }

    /// <summary>The run that ended with a problem, after which no other was made; null for none.</summary>
    public LoadEnd? Broken => Ends.LastOrDefault(static end => end.Problem is not null);
}
