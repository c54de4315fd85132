using System.Globalization;
using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf;

/// <summary>
/// Figures of one request name and method in all phases up to a moment: cumulative, cheap enough to be taken every second. The difference
/// of two snapshots is what happened between them.
/// </summary>
public sealed class NameSnapshot
{
    private readonly long[] _failures = new long[Enum.GetValues<ErrorKind>().Length];
    private long? _shortest;
    private bool _isMixed;

    internal NameSnapshot(RequestName request, TestType testType)
    {
        Request = request;
        TestType = testType;
    }

    /// <summary>Request name.</summary>
    public string Name => Request.Name;

    /// <summary>Request name and HTTP method.</summary>
    public RequestName Request { get; }

    /// <summary>Type of the run.</summary>
    public TestType TestType { get; }

    /// <summary>Batches that ended, those cut off included.</summary>
    public long Requests { get; private set; }

    /// <summary>Batches that failed; those cut off are not counted.</summary>
    public long Failures => _failures.Sum() - Censored;

    /// <summary>Batches cut off at the end of the run.</summary>
    public long Censored => _failures[(int)ErrorKind.Canceled];

    /// <summary>Operations that the server said were committed.</summary>
    public long OperationsCommitted { get; private set; }

    /// <summary>Size of all request bodies.</summary>
    public long RequestBytes { get; private set; }

    /// <summary>Size of all answers' bodies.</summary>
    public long ResponseBytes { get; private set; }

    /// <summary>Response times in µs; a copy of this snapshot's own.</summary>
    public LatencyHistogram ResponseTimes { get; private set; } = new();

    /// <summary>Response times of failures in µs; likewise.</summary>
    public LatencyHistogram FailureTimes { get; private set; } = new();

    /// <summary>
    /// Shortest response time of a success in µs; null without one, or where it is not told from times of batches that were cut off.
    /// </summary>
    internal long? Shortest => _isMixed ? null : _shortest;

    /// <summary>Batches that did not succeed for one reason, those cut off under <see cref="ErrorKind.Canceled"/>.</summary>
    public long FailuresOf(ErrorKind kind) => _failures[(int)kind];

    /// <summary>Returns the difference to an earlier snapshot of the same name: the counts and times recorded since.</summary>
    /// <param name="earlier">Taken before this one; null where the name was not yet known, which gives this snapshot.</param>
    public NameSnapshot Subtract(NameSnapshot? earlier)
    {
        if (earlier is null)
        {
            return this;
        }

        var difference = new NameSnapshot(Request, TestType)
        {
            Requests = Requests - earlier.Requests,
            OperationsCommitted = OperationsCommitted - earlier.OperationsCommitted,
            RequestBytes = RequestBytes - earlier.RequestBytes,
            ResponseBytes = ResponseBytes - earlier.ResponseBytes,
            ResponseTimes = ResponseTimes.Subtract(earlier.ResponseTimes),
            FailureTimes = FailureTimes.Subtract(earlier.FailureTimes),
        };
        for (var kind = 0; kind < _failures.Length; kind++)
        {
            difference._failures[kind] = _failures[kind] - earlier._failures[kind];
        }

        difference.AddShortest();
        return difference;
    }

    /// <summary>Adds up the snapshots of several runs: one for each request name, sorted by name.</summary>
    internal static IReadOnlyList<NameSnapshot> Sum(IEnumerable<NameSnapshot> names) =>
    [
        .. names.GroupBy(static name => name.Request).OrderBy(static g => g.Key).Select(static g =>
        {
            var sum = new NameSnapshot(g.Key, g.First().TestType);
            foreach (var name in g)
            {
                sum.AddFailures(name.FailuresOf);
                sum.AddRequests(name.Requests, name.OperationsCommitted, name.RequestBytes, name.ResponseBytes);
                sum.AddTimes(name.ResponseTimes, name.FailureTimes);
                sum.AddShortest(name.Successes, name.Shortest);
            }

            return sum;
        }),
    ];

    internal void AddFailures(Func<ErrorKind, long> failuresOf)
    {
        for (var kind = 0; kind < _failures.Length; kind++)
        {
            _failures[kind] += failuresOf((ErrorKind)kind);
        }
    }

    internal void AddTimes(LatencyHistogram times, LatencyHistogram failureTimes)
    {
        ResponseTimes.Add(times);
        FailureTimes.Add(failureTimes);
    }

    /// <summary>Adds the shortest of so many successes.</summary>
    internal void AddShortest(long successes, long? shortest)
    {
        _isMixed |= successes > 0 && shortest is null;
        _shortest = Math.Min(_shortest ?? long.MaxValue, shortest ?? long.MaxValue) is var least and < long.MaxValue ? least : null;
    }

    /// <summary>Adds the shortest of all times so far, where none of them was cut off.</summary>
    internal void AddShortest() =>
        AddShortest(Successes, Censored == 0 && ResponseTimes.TotalCount > 0 ? ResponseTimes.Min : null);

    private long Successes => Requests - _failures.Sum();

    internal void AddRequests(long requests, long committed, long requestBytes, long responseBytes)
    {
        OperationsCommitted += committed;
        Requests += requests;
        RequestBytes += requestBytes;
        ResponseBytes += responseBytes;
    }

    /// <summary>The request, and how often it was sent.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Request.Name}: {Requests:#,0} batches");
}
