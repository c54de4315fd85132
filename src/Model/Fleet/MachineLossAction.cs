namespace EdFi.BatchPerf;

/// <summary>What becomes of a fleet's load when a machine is lost.</summary>
public enum MachineLossAction
{
    /// <summary>The others go on.</summary>
    Continue,

    /// <summary>The others end gracefully.</summary>
    Stop,
}
