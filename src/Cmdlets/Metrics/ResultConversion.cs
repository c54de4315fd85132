using System.Globalization;
using System.Management.Automation;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Takes a BatchResult as it is, and rebuilds one that went through Start-Job, Export-Clixml, remoting, JSON or CSV from its properties.</summary>
internal static class ResultConversion
{
    /// <exception cref="BatchPerfException">The object is no result.</exception>
    public static BatchResult From(PSObject input)
    {
        if (input.BaseObject is BatchResult result)
        {
            return result;
        }

        if (Text(input, nameof(BatchResult.RunId)) is not { } runId || Text(input, nameof(BatchResult.Name)) is not { } name)
        {
            throw new BatchPerfException("NotAResult", ProblemKind.InvalidInput, $"An object of the type {input.TypeNames.FirstOrDefault()} is neither a BatchResult nor a BatchRun.", "Pipe what Invoke-BatchVolumeTest returned, or give -Path for a results file.");
        }

        return new BatchResult
        {
            RunId = runId,
            Sequence = Value<long>(input, nameof(BatchResult.Sequence)),
            TestType = Value<TestType>(input, nameof(BatchResult.TestType)),
            Scenario = Text(input, nameof(BatchResult.Scenario)) ?? "",
            Name = name,
            Resource = Text(input, nameof(BatchResult.Resource)) ?? "",
            Client = Value<int>(input, nameof(BatchResult.Client)),
            Phase = Value<RunPhase>(input, nameof(BatchResult.Phase)),
            ScheduledAt = Value<DateTimeOffset>(input, nameof(BatchResult.ScheduledAt)),
            StartedAt = Value<DateTimeOffset>(input, nameof(BatchResult.StartedAt)),
            ScheduledAfterMs = Value<double>(input, nameof(BatchResult.ScheduledAfterMs)),
            ResponseTimeMs = Value<double>(input, nameof(BatchResult.ResponseTimeMs)),
            ServiceTimeMs = Value<double>(input, nameof(BatchResult.ServiceTimeMs)),
            Success = Value<bool>(input, nameof(BatchResult.Success)),
            StatusCode = Optional<int>(input, nameof(BatchResult.StatusCode)),
            ErrorKind = Optional<ErrorKind>(input, nameof(BatchResult.ErrorKind)),
            Error = Text(input, nameof(BatchResult.Error)),
            CorrelationId = Text(input, nameof(BatchResult.CorrelationId)),
            OperationCount = Value<int>(input, nameof(BatchResult.OperationCount)),
            OperationsCommitted = Value<int>(input, nameof(BatchResult.OperationsCommitted)),
            OperationsRolledBack = Value<int>(input, nameof(BatchResult.OperationsRolledBack)),
            OperationsFailed = Value<int>(input, nameof(BatchResult.OperationsFailed)),
            OperationsNotAttempted = Value<int>(input, nameof(BatchResult.OperationsNotAttempted)),
            OperationsUnknown = Value<int>(input, nameof(BatchResult.OperationsUnknown)),
            FailedIndex = Optional<int>(input, nameof(BatchResult.FailedIndex)),
            FailedOp = Text(input, nameof(BatchResult.FailedOp)),
            FailedResource = Text(input, nameof(BatchResult.FailedResource)),
            FailedStatus = Optional<int>(input, nameof(BatchResult.FailedStatus)),
            FailedType = Text(input, nameof(BatchResult.FailedType)),
            FailedTitle = Text(input, nameof(BatchResult.FailedTitle)),
            FailedDetail = Text(input, nameof(BatchResult.FailedDetail)),
            RequestBytes = Value<long>(input, nameof(BatchResult.RequestBytes)),
            ResponseBytes = Value<long>(input, nameof(BatchResult.ResponseBytes)),
            Attempt = Value<int>(input, nameof(BatchResult.Attempt)),
            Method = Text(input, nameof(BatchResult.Method)) ?? "POST",
            Triples = Value<int>(input, nameof(BatchResult.Triples)),
        };
    }

    private static object? Raw(PSObject input, string name) => input.Properties[name]?.Value is { } value ? (value as PSObject)?.BaseObject ?? value : null;

    private static string? Text(PSObject input, string name) =>
        Convert.ToString(Raw(input, name), CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null;

    /// <summary>A time that was deserialised with its properties.</summary>
    public static DateTimeOffset? Ticks(PSObject value) => value.Properties[nameof(DateTimeOffset.UtcTicks)]?.Value is long ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    private static T? Optional<T>(PSObject input, string name)
        where T : struct => Text(input, name) is null ? null : Value<T>(input, name);

    private static T Value<T>(PSObject input, string name)
        where T : struct
    {
        var raw = Raw(input, name);
        if (raw is T value)
        {
            return value;
        }

        try
        {
            return input.Properties[name]?.Value is PSObject { BaseObject: PSCustomObject } rebuilt && (object?)Ticks(rebuilt) is T time ? time
                : Text(input, name) is null ? default
                : raw is string text && WrittenText.Reads(typeof(T)) ? (T)(WrittenText.Read(text, typeof(T), WrittenText.CultureOf(input)) ?? throw NotReadable(text, name, inner: null))
                : (T)LanguagePrimitives.ConvertTo(raw, typeof(T), CultureInfo.InvariantCulture);
        }
        catch (PSInvalidCastException exception)
        {
            throw NotReadable($"{raw}", name, exception);
        }
    }

    private static BatchPerfException NotReadable(string text, string name, Exception? inner) =>
        WrittenText.NotReadable("NotAResult", "results as Invoke-BatchVolumeTest", text, name, inner);
}
