namespace EdFi.BatchPerf.Questions.Judging;

/// <summary>State of a limit after its test.</summary>
internal enum LimitState
{
    /// <summary>The figures prove that it is kept.</summary>
    Kept,

    /// <summary>It is not kept.</summary>
    Broken,

    /// <summary>There was nothing to measure.</summary>
    Untested,
}
