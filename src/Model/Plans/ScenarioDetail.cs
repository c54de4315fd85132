namespace EdFi.BatchPerf;

/// <summary>What the documents of a made scenario hold.</summary>
public enum ScenarioDetail
{
    /// <summary>What they have to.</summary>
    Minimal,

    /// <summary>Everything that they can without further parents.</summary>
    Full,
}
