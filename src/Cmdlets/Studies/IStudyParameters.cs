namespace EdFi.BatchPerf.Cmdlets;

/// <summary>The parameters of every cmdlet that makes many runs.</summary>
internal interface IStudyParameters : IScenarioParameters
{
    /// <summary>A variable for the findings so far; null for none.</summary>
    string? StudyVariable { get; }
}
