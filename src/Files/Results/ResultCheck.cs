using System.Globalization;

namespace EdFi.BatchPerf.Files.Results;

/// <summary>Checks that hold for every result that a run wrote, whatever its outcome.</summary>
internal static class ResultCheck
{
    /// <summary>Describes the first impossible value; null where all are consistent.</summary>
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

    /// <summary>Operations of earlier attempts, as many as there were attempts; files of version 0.1 say nothing of them.</summary>
    private static string? Earlier(BatchResult result)
    {
        var sum = (long)result.EarlierOperationsRolledBack + result.EarlierOperationsFailed + result.EarlierOperationsNotAttempted
            + result.EarlierOperationsUnknown;
        return sum == 0 || sum == (result.Attempt - 1L) * result.OperationCount
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{result.Attempt - 1} earlier attempts of {result.OperationCount} operations have {sum} operations");
    }

    private static string? Ledger(BatchResult result)
    {
        var sum = result.OperationsCommitted
            + result.OperationsRolledBack
            + result.OperationsFailed
            + result.OperationsNotAttempted
            + result.OperationsUnknown;
        return sum == result.OperationCount
            ? Earlier(result)
            : string.Create(CultureInfo.InvariantCulture, $"{result.OperationCount} operations were sent, and {sum} accounted for");
    }
}
