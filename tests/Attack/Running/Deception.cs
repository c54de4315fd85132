namespace EdFi.BatchPerf.Attack.Running;

/// <summary>What a reader must never do with a damaged input.</summary>
internal enum Deception
{
    /// <summary>Figures that contradict each other.</summary>
    ImpossibleSum,

    /// <summary>A success of something that was not sent, or is not one.</summary>
    WrongSuccess,

    /// <summary>A refusal that does not say what it refuses.</summary>
    NamelessRefusal,
}
