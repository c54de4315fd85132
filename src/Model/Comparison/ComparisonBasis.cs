namespace EdFi.BatchPerf;

/// <summary>Kind of samples that a comparison rests on, which sets how far its verdict holds.</summary>
public enum ComparisonBasis
{
    /// <summary>Several runs a side, each of them one sample: the verdict holds for further runs.</summary>
    Runs,

    /// <summary>One run a side, its one-second windows drawn again in blocks: the verdict holds within these two runs only, for two runs of
    /// one and the same server differ, too.</summary>
    WithinOneRun,
}
