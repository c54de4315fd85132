namespace EdFi.BatchPerf.Simulator.Options;

/// <summary>Required properties that the served metadata name; all are enforced either way.</summary>
public enum ServedRequired
{
    /// <summary>All of the document's required properties.</summary>
    All,

    /// <summary>None: clients learn them from refusals.</summary>
    None,
}
