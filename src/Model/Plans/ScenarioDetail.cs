namespace EdFi.BatchPerf;

/// <summary>Amount of detail in the documents of a made scenario.</summary>
public enum ScenarioDetail
{
    /// <summary>Required properties only.</summary>
    Minimal,

    /// <summary>Everything that they can without further parents.</summary>
    Full,
}
