namespace EdFi.BatchPerf;

/// <summary>What asked a run to stop, where it ended with <see cref="StopReason.StopRequested"/>.</summary>
public enum StopSource
{
    /// <summary>Its stop file appeared.</summary>
    StopFile,

    /// <summary>The button on its dashboard.</summary>
    Dashboard,

    /// <summary>The controller of its fleet.</summary>
    Controller,
}
