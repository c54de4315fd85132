namespace EdFi.BatchPerf.Running;

/// <summary>Told about a run once a second, and once more at its end: a history file, a dashboard, a progress line.</summary>
/// <remarks>One thread at a time calls it, never a worker. An exception ends the run gracefully.</remarks>
public interface IRunObserver
{
    /// <summary>Looks at the run as it stands.</summary>
    /// <param name="run">The live run.</param>
    /// <param name="at">The moment the second ended: the start of the run and monotonic time, whatever the wall clock does.</param>
    void OnSecond(BatchRun run, DateTimeOffset at);

    /// <summary>Looks at a run that waits for its common start, about once a second.</summary>
    /// <param name="run">The run, of which nothing has been sent.</param>
    void OnWait(BatchRun run)
    {
        // what shows or writes a run's figures has none yet
    }

    /// <summary>Looks at the complete run: every result has been written, and <see cref="BatchRun.EndedAt"/> is set.</summary>
    /// <param name="run">The run.</param>
    void OnEnd(BatchRun run);
}
