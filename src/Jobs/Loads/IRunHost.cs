using EdFi.BatchPerf.Jobs.Hosting;

namespace EdFi.BatchPerf.Jobs.Loads;

/// <summary>What a job that has a run asks of its host: to show what it came to.</summary>
public interface IRunHost : IJobHost
{
    /// <summary>
    /// Shows what a run came to, part by part (<see cref="Questions.Judging.AnswerPart"/>); its results and the run's file are complete,
    /// nothing else is written yet.
    /// </summary>
    Task ShowFiguresAsync(LoadEnd end);

    /// <summary>Shows files, and what could not be written.</summary>
    Task ShowEndAsync(LoadEnd end);
}
