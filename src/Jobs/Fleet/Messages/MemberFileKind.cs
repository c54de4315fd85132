namespace EdFi.BatchPerf.Jobs.Fleet.Messages;

/// <summary>Kinds of file that a machine keeps of its run.</summary>
internal enum MemberFileKind
{
    /// <summary>The run itself, whole, as text.</summary>
    Run,

    /// <summary>Every batch's result, CSV.</summary>
    Results,

    /// <summary>The run's journal.</summary>
    Journal,
}
