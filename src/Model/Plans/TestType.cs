namespace EdFi.BatchPerf;

/// <summary>Type of a run, by the requests that it sends.</summary>
public enum TestType
{
    /// <summary>Triples of create, update and delete through <c>POST /batch</c>.</summary>
    BatchVolume,

    /// <summary>The triples of <see cref="BatchVolume"/>, sent operation by operation through the single-resource endpoints.</summary>
    Volume,
}
