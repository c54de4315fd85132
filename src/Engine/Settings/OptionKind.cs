namespace EdFi.BatchPerf.Settings;

/// <summary>Number of values that an option takes.</summary>
internal enum OptionKind
{
    /// <summary>Exactly one.</summary>
    Single,

    /// <summary>None, which means true, or one.</summary>
    Flag,

    /// <summary>One or more.</summary>
    List,
}
