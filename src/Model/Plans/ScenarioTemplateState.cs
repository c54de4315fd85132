namespace EdFi.BatchPerf;

/// <summary>State of a scenario that was to be made from a server's metadata.</summary>
public enum ScenarioTemplateState
{
    /// <summary>The program has a scenario of the resource already.</summary>
    BuiltIn,

    /// <summary>A template can be made.</summary>
    Possible,

    /// <summary>A template was made.</summary>
    Made,

    /// <summary>A template was made, and the server took a record of it.</summary>
    Verified,

    /// <summary>A template was made, and the server refused a record of it; the reason says why.</summary>
    Refused,

    /// <summary>No template can be made; the reason says why.</summary>
    Impossible,
}
