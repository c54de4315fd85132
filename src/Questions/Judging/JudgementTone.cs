namespace EdFi.BatchPerf.Questions.Judging;

/// <summary>What a judgement on a run comes to, without its words.</summary>
public enum JudgementTone
{
    /// <summary>Nothing was given to hold the run against, or nothing ended.</summary>
    Open,

    /// <summary>What was asked of the run is proven.</summary>
    Good,

    /// <summary>It is not proven, or something speaks against it.</summary>
    Doubt,

    /// <summary>The run is not what was asked for.</summary>
    Bad,
}
