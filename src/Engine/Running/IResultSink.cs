namespace EdFi.BatchPerf.Running;

/// <summary>Keeps results while a run lasts: a file, a pipeline. One thread at a time calls it, never a worker.</summary>
/// <remarks>An exception of a sink ends the run gracefully with <see cref="StopReason.ResultFileFailed"/>.</remarks>
public interface IResultSink : IAsyncDisposable
{
    /// <summary>Takes the next result.</summary>
    void Write(BatchResult result);

    /// <summary>Makes all that was written readable to others; called about once a second and at the end.</summary>
    void Flush();
}
