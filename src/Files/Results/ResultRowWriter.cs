using System.Globalization;
using CsvHelper;
using EdFi.BatchPerf.Files.Output;

namespace EdFi.BatchPerf.Files.Results;

/// <summary>Writes one result as one row, field by field in the order of <see cref="ResultColumn"/>, without reflection.</summary>
internal sealed class ResultRowWriter(CsvWriter csv)
{
    private readonly EnumNames<TestType> _testTypes = new();
    private readonly EnumNames<RunPhase> _phases = new();
    private readonly EnumNames<ErrorKind> _errorKinds = new();

    public void WriteHeader()
    {
        csv.WriteHeader(Enum.GetNames<ResultColumn>());
    }

    public void Write(BatchResult result)
    {
        csv.WriteField(result.RunId);
        Number(result.Sequence);
        csv.WriteField(_testTypes.Of(result.TestType));
        Text(result.Scenario);
        Text(result.Name);
        Text(result.Resource);
        Number(result.Client);
        csv.WriteField(_phases.Of(result.Phase));
        csv.WriteField(result.ScheduledAt, default);
        csv.WriteField(result.StartedAt, default);
        Number(result.ScheduledAfterMs);
        Number(result.ResponseTimeMs);
        Number(result.ServiceTimeMs);
        csv.WriteField(result.Success);
        NumberOrNull(result.StatusCode);
        csv.WriteField(result.ErrorKind is { } kind ? _errorKinds.Of(kind) : null);
        Text(result.Error);
        Text(result.CorrelationId);
        Number(result.OperationCount);
        Number(result.OperationsCommitted);
        Number(result.OperationsRolledBack);
        Number(result.OperationsFailed);
        Number(result.OperationsNotAttempted);
        Number(result.OperationsUnknown);
        NumberOrNull(result.FailedIndex);
        Text(result.FailedOp);
        Text(result.FailedResource);
        NumberOrNull(result.FailedStatus);
        Text(result.FailedType);
        Text(result.FailedTitle);
        Text(result.FailedDetail);
        Number(result.RequestBytes);
        Number(result.ResponseBytes);
        Number(result.Attempt);
        Text(result.Method);
        Number(result.Triples);
        csv.EndRecord();
    }

    /// <summary>A text that may come from a server. It holds no NUL, which readers take for damage: <see cref="PlainText"/> has made it an escape.</summary>
    private void Text(string? value) => csv.WriteField(CsvText.Neutral(value));

    private void Number<T>(T value)
        where T : IUtf8SpanFormattable => csv.WriteField(value, default, CultureInfo.InvariantCulture);

    private void NumberOrNull(int? value)
    {
        if (value is { } number)
        {
            Number(number);
        }
        else
        {
            csv.WriteField(ReadOnlySpan<byte>.Empty);
        }
    }
}
