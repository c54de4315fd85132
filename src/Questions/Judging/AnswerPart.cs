namespace EdFi.BatchPerf.Questions.Judging;

/// <summary>
/// The parts of what a run came to, in the order in which report, summary and console show them: what matters most comes first.
/// </summary>
public enum AnswerPart
{
    /// <summary>What failed, in a sentence; nothing where nothing did.</summary>
    Failures,

    /// <summary>Good or bad, with the reason.</summary>
    Judgement,

    /// <summary>Each limit with what was measured.</summary>
    Limits,

    /// <summary>The comparison with a stored run.</summary>
    Baseline,

    /// <summary>The figures of the measured window, and all that belongs to them.</summary>
    Figures,

    /// <summary>Whether the figures describe the server.</summary>
    Verdict,
}
