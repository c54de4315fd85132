namespace EdFi.BatchPerf.Cmdlets;

/// <summary>The parameters of every cmdlet that makes many runs.</summary>
internal interface IStudyParameters : IScenarioParameters
{
    /// <summary>How long each run measures.</summary>
    TimeSpan Duration { get; }

    /// <summary>A variable for what was found so far; null for none.</summary>
    string? StudyVariable { get; }
}
