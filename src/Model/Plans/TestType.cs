namespace EdFi.BatchPerf;

/// <summary>What a run sends.</summary>
public enum TestType
{
    /// <summary>Triples of create, update and delete through <c>POST /batch</c>.</summary>
    BatchVolume,

    /// <summary>The same triples through the single-resource endpoints.</summary>
    Volume,
}
