using EdFi.BatchPerf.Jobs.Hosting;

namespace EdFi.BatchPerf.Jobs.Loads;

/// <summary>The host of a job that has a run: shows the run's figures and files.</summary>
internal interface IRunHost : IJobHost
{
    /// <summary>
    /// Shows a run's figures, part by part (<see cref="Questions.Judging.AnswerPart"/>); its results and the run's file are complete,
    /// nothing else is written yet.
    /// </summary>
    Task ShowFiguresAsync(LoadEnd end);

    /// <summary>Shows the run's files, and the outputs that failed.</summary>
    Task ShowEndAsync(LoadEnd end);
}
