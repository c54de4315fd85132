namespace EdFi.BatchPerf.Running;

/// <summary>What a run option decides.</summary>
internal enum OptionGroup
{
    /// <summary>What is sent.</summary>
    Load,

    /// <summary>How much, how fast and how long.</summary>
    Shape,
}
