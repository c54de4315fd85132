using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Files.SetUp;

/// <summary>Counts single-resource requests made before a run (fixtures, look-ups), apart from the load. Safe from any thread.</summary>
/// <param name="time">The clock.</param>
internal sealed class SetUpTraffic(TimeProvider? time = null)
{
    private readonly object _lock = new();
    private readonly Dictionary<(string Method, string Resource), SetUpRequests> _requests = [];

    internal TimeProvider Time { get; } = time ?? TimeProvider.System;

    /// <summary>Returns a client that counts here the requests that it sends through another one.</summary>
    public IResourceClient Watch(IResourceClient inner) => new WatchedResourceClient(inner, this);

    internal IReadOnlyList<SetUpRequests> Snapshot()
    {
        lock (_lock)
        {
            return [.. _requests.Values];
        }
    }

    internal void Record(string method, string resource, TimeSpan took, ResourceAnswer answer)
    {
        var segment = resource.Split('/', 2)[0];
        lock (_lock)
        {
            var old = _requests.GetValueOrDefault((method, segment))
                ?? new SetUpRequests(method, "setup-" + segment, 0, 0, 0, new LatencyHistogram());
            if (answer.Success)
            {
                old.Times.Record((long)took.TotalMicroseconds);
            }

            _requests[(method, segment)] = old with
            {
                Count = old.Count + 1,
                Failures = old.Failures + (answer.Success ? 0 : 1),
                ResponseBytes = old.ResponseBytes + answer.Body.Length,
            };
        }
    }
}
