namespace EdFi.BatchPerf.Documents.DataModel;

/// <summary>A single value.</summary>
/// <param name="Type">The JSON type: string, integer, number or boolean.</param>
/// <param name="Format">The format of a string or number, for example date, time or int64; null where there is none.</param>
internal sealed record ScalarShape(string Type, string? Format) : Shape
{
    /// <summary>Fewest characters of a string.</summary>
    public int MinLength { get; init; }

    /// <summary>Most characters of a string; null where the server does not say.</summary>
    public int? MaxLength { get; init; }

    /// <summary>The smallest number; null where the server does not say.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>The largest number; null where the server does not say.</summary>
    public decimal? Maximum { get; init; }

    /// <summary>True for text without a format.</summary>
    public bool IsText => Type == "string" && string.IsNullOrEmpty(Format);
}
