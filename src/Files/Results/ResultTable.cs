using static EdFi.BatchPerf.Files.Results.ResultRow;

namespace EdFi.BatchPerf.Files.Results;

/// <summary>
/// Every value of <see cref="BatchResult"/> that files hold, a row each, in the order of their columns. A new one is its property and its
/// row here, the last; <see cref="ResultField.IsLater"/> keeps files without it readable.
/// </summary>
internal static class ResultTable
{
    private const int MaxOperations = 1_000_000;
    private const long MaxBytes = 1L << 40;

    private static readonly ResultField[] Rows =
    [
        Text(nameof(BatchResult.RunId), required: true),
        Whole(nameof(BatchResult.Sequence), 0, long.MaxValue) with { Heading = "Seq" },
        Named<TestType>(nameof(BatchResult.TestType)),
        Text(nameof(BatchResult.Scenario)),
        Text(nameof(BatchResult.Name), required: true) with { Heading = "Name" },
        Text(nameof(BatchResult.Resource)),
        Whole(nameof(BatchResult.Client), 0, int.MaxValue) with { Heading = "Client" },
        Named<RunPhase>(nameof(BatchResult.Phase)) with { Heading = "Phase" },
        Moment(nameof(BatchResult.ScheduledAt), nameof(BatchResult.ScheduledAtUtc)),
        Moment(nameof(BatchResult.StartedAt), nameof(BatchResult.StartedAtUtc)),
        Time(nameof(BatchResult.ScheduledAfterMs)),
        Time(nameof(BatchResult.ResponseTimeMs)) with { Heading = "ms" },
        Time(nameof(BatchResult.ServiceTimeMs)),
        Truth(nameof(BatchResult.Success)),
        WholeOrNone(nameof(BatchResult.StatusCode), 100, 999) with { Heading = "Status" },
        NamedOrNone<ErrorKind>(nameof(BatchResult.ErrorKind)),
        Text(nameof(BatchResult.Error)),
        Text(nameof(BatchResult.CorrelationId)),
        Whole(nameof(BatchResult.OperationCount), 0, MaxOperations),
        Whole(nameof(BatchResult.OperationsCommitted), 0, MaxOperations),
        Whole(nameof(BatchResult.OperationsRolledBack), 0, MaxOperations),
        Whole(nameof(BatchResult.OperationsFailed), 0, 1),
        Whole(nameof(BatchResult.OperationsNotAttempted), 0, MaxOperations),
        Whole(nameof(BatchResult.OperationsUnknown), 0, MaxOperations),
        WholeOrNone(nameof(BatchResult.FailedIndex), 0, MaxOperations),
        Text(nameof(BatchResult.FailedOp)),
        Text(nameof(BatchResult.FailedResource)),
        WholeOrNone(nameof(BatchResult.FailedStatus), 0, 999),
        Text(nameof(BatchResult.FailedType)),
        Text(nameof(BatchResult.FailedTitle)),
        Text(nameof(BatchResult.FailedDetail)),
        Whole(nameof(BatchResult.RequestBytes), 0, MaxBytes),
        Whole(nameof(BatchResult.ResponseBytes), 0, MaxBytes),
        Whole(nameof(BatchResult.Attempt), 0, 100_000),
        Text(nameof(BatchResult.Method)) with { IsLater = true },
        Whole(nameof(BatchResult.Triples), 0, MaxOperations) with { IsLater = true },
        Whole(nameof(BatchResult.EarlierOperationsRolledBack), 0, int.MaxValue) with { IsLater = true },
        Whole(nameof(BatchResult.EarlierOperationsFailed), 0, int.MaxValue) with { IsLater = true },
        Whole(nameof(BatchResult.EarlierOperationsNotAttempted), 0, int.MaxValue) with { IsLater = true },
        Whole(nameof(BatchResult.EarlierOperationsUnknown), 0, int.MaxValue) with { IsLater = true },
    ];

    /// <summary>The rows, in the order of columns.</summary>
    public static IReadOnlyList<ResultField> All { get; } = [.. Rows.Select(static (field, index) => field with { Index = index })];

    /// <summary>The columns of a results file.</summary>
    public static string[] Columns { get; } = [.. All.Select(static field => field.Name)];

    /// <summary>Makes a result of a reader's values.</summary>
    /// <exception cref="BatchPerfException">A value does not fit its field.</exception>
    public static BatchResult Read(IResultReader reader)
    {
        var result = new BatchResult { RunId = "", Scenario = "", Name = "", Resource = "" };
        foreach (var field in All)
        {
            if (!field.IsLater || !reader.IsEmpty(field))
            {
                field.Read(field, result, reader);
            }
        }

        return result;
    }
}
