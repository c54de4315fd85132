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
internal sealed class ResultRowReader : IResultReader
{
    private const int Absent = -1;
    private readonly CsvReader _csv;
    private readonly string _path;
    private readonly int[] _columns;
    private readonly int[] _exact;

    /// <exception cref="BatchPerfException"><c>ResultFileInvalid</c>: a column is missing; <c>LocustFile</c>.</exception>
    public ResultRowReader(CsvReader csv, string path)
    {
        _csv = csv;
        _path = path;
        _columns = [.. ResultTable.All.Select(field => Find(field.Name) is var index && (index != Absent || field.IsLater)
            ? index
            : throw (LocustFormat.IsHeader(csv.Headers) ? IsLocust() : Invalid($"line 1: the column '{field.Name}' is missing")))];
        _exact = [.. ResultTable.All.Select(field => field.Exact is null ? Absent : Find(field.Exact))];
        if (csv.Headers.Distinct(StringComparer.OrdinalIgnoreCase).Count() != csv.Headers.Count)
        {
            throw Invalid("line 1: a column appears twice");
        }
    }

    /// <exception cref="BatchPerfException"><c>ResultFileInvalid</c>: a value does not fit its field or the others.</exception>
    public BatchResult Read()
    {
        var result = ResultTable.Read(this);
        return ResultCheck.Problem(result) is { } problem
            ? throw Invalid($"line {_csv.LineNumber.ToString(CultureInfo.InvariantCulture)}: {problem}")
            : result;
    }

    public bool IsEmpty(ResultField field) => _columns[field.Index] == Absent || _csv.IsEmpty(_columns[field.Index]);

    public string? Text(ResultField field) => IsEmpty(field) ? null
        : Utf8.IsValid(Bytes(field)) ? CsvText.Original(_csv.GetString(_columns[field.Index]))
        : throw Invalid(field, "is not valid UTF-8");

    public long Whole(ResultField field) => Parse<long>(field, NumberStyles.Integer);

    /// <summary>Without group separators: Export-Csv writes 124,5 where a comma is the decimal one, and that is not 1245.</summary>
    public double Number(ResultField field) => Parse<double>(field, NumberStyles.Float);

    public T Name<T>(ResultField field, EnumNames<T> names)
        where T : struct, Enum =>
        names.TryRead(Bytes(field), out var value)
            ? value
            : throw Invalid(field, $"is not one of {string.Join(", ", Enum.GetNames<T>())}");

    public bool Truth(ResultField field) =>
        Utf8Parser.TryParse(Bytes(field), out bool value, out var used) && used == Bytes(field).Length
            ? value
            : throw Invalid(field, "is neither True nor False");

    public DateTimeOffset Moment(ResultField field)
    {
        var column = _exact[field.Index] == Absent ? _columns[field.Index] : _exact[field.Index];
        var bytes = _csv.GetSpan(column);
        if (Utf8Parser.TryParse(bytes, out DateTimeOffset value, out var used, 'O') && used == bytes.Length)
        {
            return value;
        }

        // Other forms come from Export-Csv, which writes in the session's culture; the reader's session is taken to have the same.
        return MomentText.Read(Encoding.UTF8.GetString(bytes), CultureInfo.CurrentCulture)
            ?? throw Invalid(field, "is not a time, neither as ISO 8601 writes one nor as this session's culture does");
    }

    private T Parse<T>(ResultField field, NumberStyles style)
        where T : INumberBase<T> =>
        T.TryParse(Bytes(field), style, CultureInfo.InvariantCulture, out var value) ? value : throw Invalid(field, "is not a number");

    private int Find(string column) => _csv.TryGetFieldIndex(column, out var index) ? index : Absent;

    private ReadOnlySpan<byte> Bytes(ResultField field) => _csv.GetSpan(_columns[field.Index]);

    private BatchPerfException IsLocust() => new(
        "LocustFile",
        ProblemKind.InvalidInput,
        $"'{_path}' is a file of Locust, which knows requests and no operations.",
        $"Give a results file or a run's file{new OptionKey("ImportResult").IfOffered(static word => $"; {word} reads _stats.csv")}.");

    private BatchPerfException Invalid(ResultField field, string problem) =>
        Invalid(
            $"line {_csv.LineNumber.ToString(CultureInfo.InvariantCulture)}: {field.Name} "
                + $"'{_csv.GetString(_columns[field.Index])}' {problem}");

    private BatchPerfException Invalid(string problem) => ResultCsvReader.Invalid(_path, problem);
}
