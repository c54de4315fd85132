namespace EdFi.BatchPerf.Simulator.Options;

/// <summary>Amount of the fixtures' prerequisites that exists at the start.</summary>
public enum Prerequisites
{
    /// <summary>All descriptors, school years 2020 to 2031 and the local education agency 255901.</summary>
    Full,

    /// <summary>No terms, course identification systems, countries or states, school years to 2024, no agency.</summary>
    Partial,

    /// <summary>Nothing.</summary>
    None,
}
