namespace EdFi.BatchPerf.Questions.Judging;

/// <summary>
/// Parts of a run's answer, in the order in which report, summary and console show them: the most important first.
/// </summary>
internal enum AnswerPart
{
    /// <summary>The failures, in a sentence; nothing where nothing failed.</summary>
    Failures,

    /// <summary>The judgement, good or bad, with the reason.</summary>
    Judgement,

    /// <summary>Each limit with the measured value.</summary>
    Limits,

    /// <summary>The comparison with a stored run.</summary>
    Baseline,

    /// <summary>The figures of the measured window, and all that belongs to them.</summary>
    Figures,

    /// <summary>The verdict: whether the figures describe the server.</summary>
    Verdict,
}
