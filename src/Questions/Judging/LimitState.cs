namespace EdFi.BatchPerf.Questions.Judging;

/// <summary>What became of a limit.</summary>
public enum LimitState
{
    /// <summary>The figures prove that it is kept.</summary>
    Kept,

    /// <summary>It is not kept.</summary>
    Broken,

    /// <summary>There was nothing to measure.</summary>
    Untested,
}
