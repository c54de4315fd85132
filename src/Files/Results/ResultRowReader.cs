using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Unicode;
using CsvHelper;
using EdFi.BatchPerf.Files.Locust;
using EdFi.BatchPerf.Files.Output;

namespace EdFi.BatchPerf.Files.Results;

/// <summary>Turns the reader's current row into a result; columns are found by name, in any order, and others are ignored.</summary>
internal sealed class ResultRowReader
{
    /// <summary>The first of the columns that files of earlier versions lack.</summary>
    private const ResultColumn FirstLater = ResultColumn.Method;

    private const int Absent = -1;
    private readonly CsvReader _csv;
    private readonly string _path;
    private readonly int[] _columns;
    private readonly EnumNames<TestType> _testTypes = new();
    private readonly EnumNames<RunPhase> _phases = new();
    private readonly EnumNames<ErrorKind> _errorKinds = new();

    /// <exception cref="BatchPerfException"><c>ResultFileInvalid</c>: a column is missing.</exception>
    public ResultRowReader(CsvReader csv, string path)
    {
        _csv = csv;
        _path = path;
        _columns = [.. Enum.GetValues<ResultColumn>().Select(column =>
            csv.TryGetFieldIndex(column.ToString(), out var index) ? index
            : column >= FirstLater ? Absent
            : throw (LocustFormat.IsHeader(csv.Headers) ? IsLocust() : Invalid($"line 1: the column '{column}' is missing")))];
        if (csv.Headers.Distinct(StringComparer.OrdinalIgnoreCase).Count() != csv.Headers.Count)
        {
            throw Invalid("line 1: a column is there twice");
        }
    }

    /// <exception cref="BatchPerfException"><c>ResultFileInvalid</c>: a value is none, or no batch can have ended so.</exception>
    public BatchResult Read()
    {
        var result = Row();
        return ResultCheck.Problem(result) is { } problem
            ? throw Invalid($"line {_csv.LineNumber.ToString(CultureInfo.InvariantCulture)}: {problem}")
            : result;
    }

    private BatchResult Row() => new()
    {
        RunId = Text(ResultColumn.RunId) ?? "",
        Sequence = Number<long>(ResultColumn.Sequence),
        TestType = Name(ResultColumn.TestType, _testTypes),
        Scenario = Text(ResultColumn.Scenario) ?? "",
        Name = Text(ResultColumn.Name) ?? "",
        Resource = Text(ResultColumn.Resource) ?? "",
        Client = Number<int>(ResultColumn.Client),
        Phase = Name(ResultColumn.Phase, _phases),
        ScheduledAt = Time(ResultColumn.ScheduledAt),
        StartedAt = Time(ResultColumn.StartedAt),
        ScheduledAfterMs = Number<double>(ResultColumn.ScheduledAfterMs),
        ResponseTimeMs = Number<double>(ResultColumn.ResponseTimeMs),
        ServiceTimeMs = Number<double>(ResultColumn.ServiceTimeMs),
        Success = Truth(ResultColumn.Success),
        StatusCode = NumberOrNull(ResultColumn.StatusCode),
        ErrorKind = IsEmpty(ResultColumn.ErrorKind) ? null : Name(ResultColumn.ErrorKind, _errorKinds),
        Error = Text(ResultColumn.Error),
        CorrelationId = Text(ResultColumn.CorrelationId),
        OperationCount = Number<int>(ResultColumn.OperationCount),
        OperationsCommitted = Number<int>(ResultColumn.OperationsCommitted),
        OperationsRolledBack = Number<int>(ResultColumn.OperationsRolledBack),
        OperationsFailed = Number<int>(ResultColumn.OperationsFailed),
        OperationsNotAttempted = Number<int>(ResultColumn.OperationsNotAttempted),
        OperationsUnknown = Number<int>(ResultColumn.OperationsUnknown),
        FailedIndex = NumberOrNull(ResultColumn.FailedIndex),
        FailedOp = Text(ResultColumn.FailedOp),
        FailedResource = Text(ResultColumn.FailedResource),
        FailedStatus = NumberOrNull(ResultColumn.FailedStatus),
        FailedType = Text(ResultColumn.FailedType),
        FailedTitle = Text(ResultColumn.FailedTitle),
        FailedDetail = Text(ResultColumn.FailedDetail),
        RequestBytes = Number<long>(ResultColumn.RequestBytes),
        ResponseBytes = Number<long>(ResultColumn.ResponseBytes),
        Attempt = Number<int>(ResultColumn.Attempt),
        Method = Text(ResultColumn.Method) ?? "POST",
        Triples = NumberOrNull(ResultColumn.Triples) ?? 0,
    };

    private string? Text(ResultColumn column) => IsEmpty(column) ? null
        : Utf8.IsValid(Bytes(column)) ? CsvText.Original(_csv.GetString(_columns[(int)column]))
        : throw Invalid(column, "is not valid UTF-8");

    private bool IsEmpty(ResultColumn column) => _columns[(int)column] == Absent || _csv.IsEmpty(_columns[(int)column]);

    private int? NumberOrNull(ResultColumn column) => IsEmpty(column) ? null : Number<int>(column);

    /// <summary>Without group separators: Export-Csv writes 124,5 where a comma is the decimal one, and that is not 1245.</summary>
    private T Number<T>(ResultColumn column)
        where T : INumberBase<T> =>
        T.TryParse(Bytes(column), typeof(T) == typeof(double) ? NumberStyles.Float : NumberStyles.Integer, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Invalid(column, "is not a number");

    private T Name<T>(ResultColumn column, EnumNames<T> names)
        where T : struct, Enum =>
        names.TryRead(Bytes(column), out var value)
            ? value
            : throw Invalid(column, $"is not one of {string.Join(", ", Enum.GetNames<T>())}");

    private bool Truth(ResultColumn column) =>
        Utf8Parser.TryParse(Bytes(column), out bool value, out var used) && used == Bytes(column).Length
            ? value
            : throw Invalid(column, "is neither True nor False");

    private DateTimeOffset Time(ResultColumn column)
    {
        var bytes = Bytes(column);
        if (Utf8Parser.TryParse(bytes, out DateTimeOffset value, out var used, 'O') && used == bytes.Length)
        {
            return value;
        }

        // Other ways of writing come from Export-Csv, and whoever reads it back is in the culture in which it was written.
        return MomentText.Read(Encoding.UTF8.GetString(bytes), CultureInfo.CurrentCulture)
            ?? throw Invalid(column, "is not a time, neither as ISO 8601 writes one nor as this session's culture does");
    }

    private ReadOnlySpan<byte> Bytes(ResultColumn column) => _csv.GetSpan(_columns[(int)column]);

    private BatchPerfException IsLocust() => new(
        "LocustFile",
        ProblemKind.InvalidInput,
        $"'{_path}' is a file of Locust, which knows requests and no operations.",
        $"Give a results file or a run's file{new OptionKey("ImportResult").IfOffered(static word => $"; {word} reads _stats.csv")}.");

    private BatchPerfException Invalid(ResultColumn column, string problem) =>
        Invalid(
            $"line {_csv.LineNumber.ToString(CultureInfo.InvariantCulture)}: {column} '{_csv.GetString(_columns[(int)column])}' {problem}");

    private BatchPerfException Invalid(string problem) => ResultCsvReader.Invalid(_path, problem);
}
