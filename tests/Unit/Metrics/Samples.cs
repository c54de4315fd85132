using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Unit.Metrics;

/// <summary>Results and shapes as a run would make them.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Start = new(2025, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static BatchShape Triples(int triples, string resource = "students") => new(
        [.. Enumerable.Range(0, triples).SelectMany(_ => new[]
        {
            (OperationKind.Create, resource), (OperationKind.Update, resource), (OperationKind.Delete, resource),
        })]);

    /// <summary>A batch that committed.</summary>
    public static BatchResult Committed(
        double ms = 10, RunPhase phase = RunPhase.Measured, double atSeconds = 0, string name = "students-batch-10", int operations = 30, string runId = "run0000000001") => new()
        {
            RunId = runId,
            Scenario = "StudentBatchVolumeTest",
            Name = name,
            Resource = "students",
            Phase = phase,
            ScheduledAt = Start.AddSeconds(atSeconds),
            StartedAt = Start.AddSeconds(atSeconds),
            ScheduledAfterMs = atSeconds * 1000,
            ResponseTimeMs = ms,
            ServiceTimeMs = ms,
            Success = true,
            StatusCode = 200,
            OperationCount = operations,
            OperationsCommitted = operations,
            RequestBytes = 1000,
            ResponseBytes = 300,
        };

    /// <summary>A batch whose operation at an index failed, so that those before it were rolled back.</summary>
    public static BatchResult FailedAt(int index, int operations = 30, double ms = 10, RunPhase phase = RunPhase.Measured, string name = "students-batch-10", string error = "409 Conflict: exists") => new()
    {
        RunId = "run0000000001",
        Scenario = "StudentBatchVolumeTest",
        Name = name,
        Resource = "students",
        Phase = phase,
        ScheduledAt = Start,
        StartedAt = Start,
        ResponseTimeMs = ms,
        ServiceTimeMs = ms,
        StatusCode = 409,
        ErrorKind = ErrorKind.Conflict,
        Error = error,
        OperationCount = operations,
        OperationsRolledBack = index,
        OperationsFailed = 1,
        OperationsNotAttempted = operations - index - 1,
        FailedIndex = index,
    };

    /// <summary>A batch of which nothing is known.</summary>
    public static BatchResult Unknown(ErrorKind kind = ErrorKind.Timeout, double ms = 10, RunPhase phase = RunPhase.Measured, int operations = 30) => new()
    {
        RunId = "run0000000001",
        Scenario = "StudentBatchVolumeTest",
        Name = "students-batch-10",
        Resource = "students",
        Phase = phase,
        ScheduledAt = Start,
        StartedAt = Start,
        ResponseTimeMs = ms,
        ServiceTimeMs = ms,
        ErrorKind = kind,
        Error = "no answer",
        OperationCount = operations,
        OperationsUnknown = operations,
    };

    /// <summary>A batch that the server refused before looking at its operations.</summary>
    public static BatchResult NotAttempted(string runId = "run0000000001", int operations = 30, double ms = 1) => new()
    {
        RunId = runId,
        Scenario = "StudentBatchVolumeTest",
        Name = "students-batch-10",
        Resource = "students",
        Phase = RunPhase.Measured,
        ScheduledAt = Start,
        StartedAt = Start,
        ResponseTimeMs = ms,
        ServiceTimeMs = ms,
        StatusCode = 429,
        ErrorKind = ErrorKind.Throttled,
        Error = "429",
        OperationCount = operations,
        OperationsNotAttempted = operations,
    };
}
