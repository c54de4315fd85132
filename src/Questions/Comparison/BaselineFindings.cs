namespace EdFi.BatchPerf.Questions.Comparison;

/// <summary>One run compared with a stored one: the rows and verdict, or the reason why they cannot be compared.</summary>
internal sealed record BaselineFindings
{
    /// <summary>The stored run.</summary>
    public required RunDocument Baseline { get; init; }

    /// <summary>A row for each figure, those of all batches first; empty where the runs cannot be compared.</summary>
    public IReadOnlyList<BatchComparison> Rows { get; init; } = [];

    /// <summary>Reservations about the comparison, a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Why the runs cannot be compared; null where they can.</summary>
    public BatchPerfException? Problem { get; init; }

    /// <summary>Verdict of all figures together.</summary>
    public BaselineAnswer Answer => BaselineAnswer.Of(this);

    /// <summary>Compares two runs; an error that keeps them from being compared becomes <see cref="Problem"/>.</summary>
    /// <param name="baseline">The run that is known.</param>
    /// <param name="candidate">The run in question.</param>
    public static BaselineFindings Of(ComparedRun baseline, ComparedRun candidate)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(candidate);
        try
        {
            var comparer = new RunComparer([baseline], [candidate], new ComparisonOptions());
            return new BaselineFindings { Baseline = baseline.Document, Rows = comparer.Compare(), Warnings = comparer.Warnings };
        }
        catch (BatchPerfException problem)
        {
            return new BaselineFindings { Baseline = baseline.Document, Problem = problem };
        }
    }
}
