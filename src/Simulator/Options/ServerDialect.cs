namespace EdFi.BatchPerf.Simulator.Options;

/// <summary>How the server answers around <c>/batch</c>: servers of different age differ there.</summary>
public enum ServerDialect
{
    /// <summary>As the server did that the contract was measured at (2025).</summary>
    Current,

    /// <summary>As the public main branch does (August 2026), with a batch endpoint besides.</summary>
    Newer,
}
