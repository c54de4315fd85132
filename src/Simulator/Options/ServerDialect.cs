namespace EdFi.BatchPerf.Simulator.Options;

/// <summary>Form of the answers around <c>/batch</c>, in which servers of different age differ.</summary>
public enum ServerDialect
{
    /// <summary>As the server did that the contract was measured at (2025).</summary>
    Current,

    /// <summary>As the public main branch does (August 2026), with a batch endpoint besides.</summary>
    Newer,
}
