using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Questions.Capacity;

/// <summary>Fills a series while a run lasts.</summary>
/// <param name="series">Receives every result.</param>
internal sealed class ResponseSink(ResponseSeries series) : IResultSink
{
    public void Write(BatchResult result) => series.Add(result.ScheduledAt, result.ResponseTimeMs);

    public void Flush()
    {
        // nothing is buffered
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
