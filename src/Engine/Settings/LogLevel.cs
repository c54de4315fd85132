namespace EdFi.BatchPerf.Settings;

/// <summary>How much is said while a run lasts; each level says what those after it say, too.</summary>
public enum LogLevel
{
    /// <summary>Every request.</summary>
    Debug,

    /// <summary>Progress and what was done.</summary>
    Info,

    /// <summary>What may spoil the numbers.</summary>
    Warning,

    /// <summary>Only what ends the run.</summary>
    Error,
}
