using System.Globalization;

namespace EdFi.BatchPerf.Files.Results;

/// <summary>What is true of every result that a run wrote, whatever became of its batch.</summary>
internal static class ResultCheck
{
    private const int MaxOperations = 1_000_000;
    private const double MaxMs = 40L * 24 * 3600 * 1000;
    private const long MaxBytes = 1L << 40;

    /// <summary>What cannot be, in words; null for nothing.</summary>
    public static string? Problem(BatchResult result) =>
        Numbers(result)
        ?? Times(result)
        ?? Ledger(result)
        ?? (result.Success == result.ErrorKind is null ? null : $"Success is {result.Success}, and ErrorKind is '{result.ErrorKind}'")
        ?? (!result.Success || result.OperationsCommitted == result.OperationCount
            ? null
            : "it is a success without all of its operations");

    private static string? Numbers(BatchResult result) =>
        Range(result.Sequence, 0, long.MaxValue, "Sequence")
        ?? Range(result.Client, 0, int.MaxValue, "Client")
        ?? Range(result.OperationCount, 0, MaxOperations, "OperationCount")
        ?? Range(result.OperationsCommitted, 0, MaxOperations, "OperationsCommitted")
        ?? Range(result.OperationsRolledBack, 0, MaxOperations, "OperationsRolledBack")
        ?? Range(result.OperationsFailed, 0, 1, "OperationsFailed")
        ?? Range(result.OperationsNotAttempted, 0, MaxOperations, "OperationsNotAttempted")
        ?? Range(result.OperationsUnknown, 0, MaxOperations, "OperationsUnknown")
        ?? Range(result.StatusCode ?? 200, 100, 999, "StatusCode")
        ?? Range(result.FailedStatus ?? 200, 0, 999, "FailedStatus")
        ?? Range(result.FailedIndex ?? 0, 0, MaxOperations, "FailedIndex")
        ?? Range(result.RequestBytes, 0, MaxBytes, "RequestBytes")
        ?? Range(result.ResponseBytes, 0, MaxBytes, "ResponseBytes")
        ?? Range(result.Attempt, 0, 100_000, "Attempt")
        ?? Range(result.Triples, 0, MaxOperations, "Triples")
        ?? (result.RunId.Length > 0 && result.Name.Length > 0 ? null : "RunId or Name is empty");

    private static string? Times(BatchResult result) =>
        Range(result.ScheduledAfterMs, "ScheduledAfterMs")
        ?? Range(result.ResponseTimeMs, "ResponseTimeMs")
        ?? Range(result.ServiceTimeMs, "ServiceTimeMs")
        ?? (result.ScheduledAt.Year < 9000 && result.StartedAt.Year < 9000 ? null : "ScheduledAt or StartedAt lies too far ahead");

    private static string? Ledger(BatchResult result)
    {
        var sum = result.OperationsCommitted + result.OperationsRolledBack + result.OperationsFailed + result.OperationsNotAttempted + result.OperationsUnknown;
        return sum == result.OperationCount
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{result.OperationCount} operations were sent, and {sum} accounted for");
    }

    private static string? Range(long value, long least, long most, string name) =>
        value >= least && value <= most ? null : string.Create(CultureInfo.InvariantCulture, $"{name} is {value}");

    private static string? Range(double value, string name) =>
        value is >= 0 and <= MaxMs ? null : string.Create(CultureInfo.InvariantCulture, $"{name} is {value}");
}
