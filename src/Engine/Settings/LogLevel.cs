namespace EdFi.BatchPerf.Settings;

/// <summary>Amount of output while a run lasts; each level includes the output of those after it.</summary>
public enum LogLevel
{
    /// <summary>Every request.</summary>
    Debug,

    /// <summary>Progress and actions.</summary>
    Info,

    /// <summary>Events that may spoil the figures.</summary>
    Warning,

    /// <summary>Only errors that end the run.</summary>
    Error,
}
