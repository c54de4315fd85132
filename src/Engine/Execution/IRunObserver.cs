namespace EdFi.BatchPerf.Execution;

/// <summary>Told about a run once a second, and once more at its end: a history file, a dashboard, a progress bar.</summary>
public interface IRunObserver
{
    /// <summary>Looks at the run as it stands.</summary>
    /// <param name="run">The live run.</param>
    /// <param name="at">The moment the second ended.</param>
    void OnSecond(BatchRun run, DateTimeOffset at);
}
