namespace EdFi.BatchPerf.Running;

/// <summary>Group of run options.</summary>
internal enum OptionGroup
{
    /// <summary>Options for the content of the load.</summary>
    Load,

    /// <summary>Options for the amount, rate and length of the load.</summary>
    Shape,
}
