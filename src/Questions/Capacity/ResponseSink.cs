using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Questions.Capacity;

/// <summary>Fills a series with the times of successes while a run lasts.</summary>
/// <param name="series">Receives every result.</param>
internal sealed class ResponseSink(ResponseSeries series) : IResultSink
{
    public void Write(BatchResult result)
    {
        if (result.Success)
        {
            series.Add(result.ScheduledAt, result.ResponseTimeMs);
        }
    }

    public void Flush()
    {
        // nothing is buffered
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
