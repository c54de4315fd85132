namespace EdFi.BatchPerf;

/// <summary>One run of a batch-size study: one sample of one size. Flat; null where there was no sample.</summary>
public sealed record BatchSizeRun
{
    /// <summary>Its place in the order of the study, from 1.</summary>
    public int Number { get; init; }

    /// <summary>Number of the repeat, from 1: a repeat holds every size once, in an order of its own.</summary>
    public int Repeat { get; init; }

    /// <summary>Triples in a batch.</summary>
    public int TripleCount { get; init; }

    /// <summary>Operations in a batch; the mean where scenarios differ.</summary>
    public double OperationCount { get; init; }

    /// <summary>The run's id; null where nothing was sent because the size was known to be refused.</summary>
    public string? RunId { get; init; }

    /// <summary>Time at which the run began; null where nothing was sent.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>True when the server refused the size with 413, or is known to.</summary>
    public bool Refused { get; init; }

    /// <summary>The refusal in words; null for none.</summary>
    public string? Refusal { get; init => field = PlainText.Lines(value); }

    /// <summary>Batches in the measured window.</summary>
    public long Batches { get; init; }

    /// <summary>Failed batches divided by batches, 0 to 1.</summary>
    public double FailureRate { get; init; }

    /// <summary>Operations committed in the window, per second.</summary>
    public double CommittedOperationsPerSecond { get; init; }

    /// <summary>Batches completed in the window, per second.</summary>
    public double BatchesPerSecond { get; init; }

    /// <summary>Response time: 50 % took no longer, ms.</summary>
    public double? P50Ms { get; init; }

    /// <summary>Response time: 95 % took no longer, ms.</summary>
    public double? P95Ms { get; init; }

    /// <summary>Response time: 99 % took no longer, ms.</summary>
    public double? P99Ms { get; init; }

    /// <summary>Service time: 50 % took no longer, ms; the line is fitted to it.</summary>
    public double? ServiceP50Ms { get; init; }

    /// <summary>Mean service time of a batch divided by its operations, ms.</summary>
    public double? MsPerOperation { get; init; }

    /// <summary>The verdict on the run.</summary>
    public RunVerdict Verdict { get; init; }

    /// <summary>Reasons for the verdict, in sentences; empty when valid.</summary>
    public string Reasons { get; init => field = PlainText.Lines(value); } = "";

    /// <summary>True when the run holds figures.</summary>
    public bool Measured => !Refused && Batches > 0;

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant(
            $"{TripleCount} triples, {(Refused ? "refused" : $"{CommittedOperationsPerSecond:#,0} committed operations/s")}");
}
