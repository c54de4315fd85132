namespace EdFi.BatchPerf.Cmdlets;

/// <summary>The parameters of every cmdlet that makes many runs.</summary>
internal interface IStudyParameters : IScenarioParameters
{
    /// <summary>Time for which each run measures.</summary>
    TimeSpan Duration { get; }

    /// <summary>A variable for the findings so far; null for none.</summary>
    string? StudyVariable { get; }
}
