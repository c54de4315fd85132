using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Running;

/// <summary>
/// Hands every result to the record, the reader and the sinks, and ends the run where the server does not take its batches or where results
/// are not read. A worker never waits for a reader.
/// </summary>
internal sealed class ResultDistributor
{
    private readonly LiveRun _run;
    private readonly RunRecord _record;
    private readonly RunStop _stop;
    private readonly long _maxBacklog;
    private readonly List<SinkPump> _pumps;

    public ResultDistributor(LiveRun run, RunRecord record, RunStop stop, RunOptions options)
    {
        (_run, _record, _stop, _maxBacklog) = (run, record, stop, options.MaxBacklog);
        Results = options.StreamResults ? new ResultQueue() : null;
        _pumps = [.. options.Sinks.Select(s => new SinkPump(s, options.Time, e => stop.Break(StopReason.ResultFileFailed, e)))];
    }

    /// <summary>Results as they come; null unless they were asked for.</summary>
    public ResultQueue? Results { get; }

    /// <summary>The most results that wait for one reader.</summary>
    public long Backlog
    {
        get
        {
            var most = Results?.Waiting ?? 0;
            foreach (var pump in _pumps)
            {
                most = Math.Max(most, pump.Queue.Waiting);
            }

            return most;
        }
    }

    /// <summary>Takes a result, from the worker that made it.</summary>
    public void Take(BatchResult result, BatchShape shape, double? firstByteMs)
    {
        _record.Take(result, shape, firstByteMs);
        Results?.Write(result);
        foreach (var pump in _pumps)
        {
            pump.Queue.Write(result);
        }

        if (result is { ErrorKind: ErrorKind.TooLarge, StatusCode: 413, TestType: TestType.BatchVolume }
            && _run.End(StopReason.BatchTooLarge, $"{result.Name}: {result.Error}"))
        {
            _run.LearnLimit(BatchLimitMessage.Read(result.Error?[3..], result.OperationCount));
            _stop.StopSending(windowEnds: true);
        }

        if (Backlog > _maxBacklog
            && _run.End(StopReason.ResultsBacklog, $"More than {_maxBacklog} results waited for their reader."))
        {
            _stop.StopSending(windowEnds: true);
        }
    }

    /// <summary>Lets readers and sinks come to their end.</summary>
    public Task FinishAsync()
    {
        Results?.Complete();
        return Task.WhenAll(_pumps.Select(static p => p.FinishAsync()));
    }
}
