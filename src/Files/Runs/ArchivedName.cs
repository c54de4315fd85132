using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Files.Runs;

/// <summary>A <see cref="NameSnapshot"/> as it is stored.</summary>
internal sealed record ArchivedName
{
    public required string Name { get; init; }

    public required string Method { get; init; }

    public TestType TestType { get; init; }

    public long Requests { get; init; }

    public long OperationsCommitted { get; init; }

    public long RequestBytes { get; init; }

    public long ResponseBytes { get; init; }

    /// <summary>Failures by kind, those that occurred.</summary>
    public required IReadOnlyDictionary<ErrorKind, long> Failures { get; init; }

    /// <summary>A packed histogram.</summary>
    public required string Times { get; init; }

    /// <summary>Packed histogram of failed batches' response times.</summary>
    public required string FailureTimes { get; init; }

    /// <summary>Shortest response time of a success in µs; null without one, where it is not known, and in older files.</summary>
    public long? Shortest { get; init; }

    public static ArchivedName Of(NameSnapshot snapshot) => new()
    {
        Name = snapshot.Name,
        Method = snapshot.Request.Method,
        TestType = snapshot.TestType,
        Requests = snapshot.Requests,
        OperationsCommitted = snapshot.OperationsCommitted,
        RequestBytes = snapshot.RequestBytes,
        ResponseBytes = snapshot.ResponseBytes,
        Failures = Enum.GetValues<ErrorKind>()
            .Where(kind => snapshot.FailuresOf(kind) > 0)
            .ToDictionary(static kind => kind, snapshot.FailuresOf),
        Times = new PackedHistogram(snapshot.ResponseTimes).ToText(),
        FailureTimes = new PackedHistogram(snapshot.FailureTimes).ToText(),
        Shortest = snapshot.Shortest,
    };

    /// <exception cref="FormatException">The times are damaged.</exception>
    public NameSnapshot Restore()
    {
        var snapshot = new NameSnapshot(new RequestName(Name, Method), TestType);
        snapshot.AddFailures(kind => Failures.GetValueOrDefault(kind));
        snapshot.AddRequests(Requests, OperationsCommitted, RequestBytes, ResponseBytes);
        snapshot.AddTimes(PackedHistogram.FromText(Times).Unpack(), PackedHistogram.FromText(FailureTimes).Unpack());
        if (Shortest is >= 0 and var shortest)
        {
            snapshot.AddShortest(successes: 1, shortest);
        }
        else
        {
            snapshot.AddShortest();
        }

        return snapshot;
    }
}
