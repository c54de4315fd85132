namespace EdFi.BatchPerf.Simulator.Options;

/// <summary>The state of the database behind the server.</summary>
public enum DatabaseState
{
    /// <summary>It answers.</summary>
    Up,

    /// <summary>It cannot be reached.</summary>
    Down,
}
