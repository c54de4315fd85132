namespace EdFi.BatchPerf.Questions.Judging;

/// <summary>Tone of a judgement on a run, without its words.</summary>
internal enum JudgementTone
{
    /// <summary>Nothing was given to hold the run against, or nothing ended.</summary>
    Open,

    /// <summary>The run is proven to be as asked for.</summary>
    Good,

    /// <summary>It is not proven, or something speaks against it.</summary>
    Doubt,

    /// <summary>The run failed, broke a limit or did not carry out its plan.</summary>
    Bad,
}
