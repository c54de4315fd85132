using System.Globalization;

namespace EdFi.BatchPerf.Files.Results;

/// <summary>What is true of every result that a run wrote, whatever became of its batch.</summary>
internal static class ResultCheck
{
    /// <summary>What cannot be, in words; null for nothing.</summary>
    public static string? Problem(BatchResult result) =>
        Fields(result)
        ?? Ledger(result)
        ?? (result.Success == result.ErrorKind is null ? null : $"Success is {result.Success}, and ErrorKind is '{result.ErrorKind}'")
        ?? (!result.Success || result.OperationsCommitted == result.OperationCount
            ? null
            : "it is a success without all of its operations");

    private static string? Fields(BatchResult result)
    {
        foreach (var field in ResultTable.All)
        {
            if (field.Problem(result) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private static string? Ledger(BatchResult result)
    {
        var sum = result.OperationsCommitted + result.OperationsRolledBack + result.OperationsFailed + result.OperationsNotAttempted + result.OperationsUnknown;
        return sum == result.OperationCount
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{result.OperationCount} operations were sent, and {sum} accounted for");
    }
}
