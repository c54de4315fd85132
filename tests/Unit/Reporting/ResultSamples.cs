namespace EdFi.BatchPerf.Unit.Reporting;

internal static class ResultSamples
{
    public static readonly DateTimeOffset Start = new(2025, 3, 4, 5, 6, 7, TimeSpan.Zero);

    public static BatchResult Success(long sequence = 1, int client = 0) => new()
    {
        RunId = "0000000000abc",
        Sequence = sequence,
        Scenario = "StudentBatchVolumeTest",
        Name = "students-batch-10",
        Resource = "students",
        Client = client,
        Phase = RunPhase.Measured,
        ScheduledAt = Start.AddMilliseconds(sequence),
        StartedAt = Start.AddMilliseconds(sequence).AddTicks(1234),
        ScheduledAfterMs = sequence,
        ResponseTimeMs = 20.25 + (sequence / 7.0),
        ServiceTimeMs = 20.125,
        Success = true,
        StatusCode = 200,
        OperationCount = 30,
        OperationsCommitted = 30,
        RequestBytes = 10_900,
        ResponseBytes = 3_600,
    };

    public static BatchResult Failure(long sequence = 2) => new()
    {
        RunId = "0000000000abc",
        Sequence = sequence,
        TestType = TestType.Volume,
        Scenario = "SectionBatchVolumeTest",
        Name = "sections-batch-1",
        Resource = "sections",
        Client = 7,
        Phase = RunPhase.Drain,
        ScheduledAt = Start,
        StartedAt = Start.AddSeconds(1),
        ResponseTimeMs = 1000.5,
        ServiceTimeMs = 0.5,
        StatusCode = 409,
        ErrorKind = ErrorKind.Conflict,
        Error = "Unresolved \"reference\",\r\nschool 1\u00fc",
        CorrelationId = "0HN,1",
        OperationCount = 3,
        OperationsRolledBack = 1,
        OperationsFailed = 1,
        OperationsNotAttempted = 1,
        FailedIndex = 1,
        FailedOp = "update",
        FailedResource = "sections",
        FailedStatus = 409,
        FailedType = "urn:ed-fi:api:data-conflict:unresolved-reference",
        FailedTitle = "Unresolved Reference",
        FailedDetail = "The referenced\n'School' item does not exist.",
        RequestBytes = 5_000_000_000,
        ResponseBytes = 0,
        Attempt = 3,
    };
}
