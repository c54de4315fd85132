namespace EdFi.BatchPerf;

/// <summary>Action on a fleet's load when one machine is lost or its run fails.</summary>
public enum MachineLossAction
{
    /// <summary>The others go on.</summary>
    Continue,

    /// <summary>The others end gracefully.</summary>
    Stop,
}
