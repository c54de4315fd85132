namespace EdFi.BatchPerf.Simulator.Options;

/// <summary>The claim sets that the transcripts were recorded with, and one that allows everything.</summary>
public enum ClaimSet
{
    /// <summary>EdFiSandbox: everything but writing school years.</summary>
    Sandbox,

    /// <summary>E2E-NoFurtherAuthRequiredClaimSet: no claim for locations.</summary>
    NoFurther,

    /// <summary>BootstrapDescriptorsandEdOrgs: descriptors, school years and education organizations only.</summary>
    Bootstrap,

    /// <summary>Everything is allowed.</summary>
    Full,
}
