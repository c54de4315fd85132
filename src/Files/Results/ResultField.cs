namespace EdFi.BatchPerf.Files.Results;

/// <summary>
/// One value of <see cref="BatchResult"/>: a row of <see cref="ResultTable"/>, from which the columns of CSV files, the reading of stored
/// objects, the checks and the headings of tables follow.
/// </summary>
internal sealed record ResultField
{
    /// <summary>The property: its column in CSV.</summary>
    public required string Name { get; init; }

    /// <summary>Its place in <see cref="ResultTable.All"/>.</summary>
    public int Index { get; init; }

    /// <summary>Unit of the field; null where it is no number.</summary>
    public ThresholdUnit? Unit { get; init; }

    /// <summary>Its heading in tables; null where it is in none.</summary>
    public string? Heading { get; init; }

    /// <summary>True for a value that files of version 0.1 may lack.</summary>
    public bool IsLater { get; init; }

    /// <summary>A property that says the same exactly where a culture's way of writing would not; null for none.</summary>
    public string? Exact { get; init; }

    /// <summary>Reads it into a result that is being made.</summary>
    public required Action<ResultField, BatchResult, IResultReader> Read { get; init; }

    /// <summary>Writes it.</summary>
    public required Action<BatchResult, IResultWriter> Write { get; init; }

    /// <summary>Describes the first impossible value; null where all are consistent.</summary>
    public Func<BatchResult, string?> Problem { get; init; } = static _ => null;
}
