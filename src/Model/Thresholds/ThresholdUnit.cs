namespace EdFi.BatchPerf;

/// <summary>Unit of a threshold's figures.</summary>
public enum ThresholdUnit
{
    /// <summary>A number of batches, operations or bytes.</summary>
    Count,

    /// <summary>So many per second.</summary>
    PerSecond,

    /// <summary>A share, 0 to 1; limits may be written in percent.</summary>
    Share,

    /// <summary>Milliseconds; limits may be written in seconds.</summary>
    Milliseconds,

    /// <summary>Seconds; limits may be written in milliseconds.</summary>
    Seconds,

    /// <summary>A <see cref="RunVerdict"/>, which is no number.</summary>
    Verdict,
}
