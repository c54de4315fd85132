namespace EdFi.BatchPerf;

/// <summary>What the samples of a comparison are, and so how far its verdict reaches.</summary>
public enum ComparisonBasis
{
    /// <summary>Several runs a side, each of them one sample: the verdict holds for further runs.</summary>
    Runs,

    /// <summary>One run a side, its one-second windows drawn again in blocks: the verdict holds within these two runs only, for two runs of
    /// one and the same server differ, too.</summary>
    WithinOneRun,
}
