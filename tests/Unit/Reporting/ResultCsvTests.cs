using System.Reflection;
using EdFi.BatchPerf.Files.Results;

namespace EdFi.BatchPerf.Unit.Reporting;

public sealed class ResultCsvTests : IDisposable
{
    private const string Header =
        "RunId,Sequence,TestType,Scenario,Name,Resource,Client,Phase,ScheduledAt,StartedAt,ScheduledAfterMs,ResponseTimeMs,ServiceTimeMs,Success,StatusCode,"
        + "ErrorKind,Error,CorrelationId,OperationCount,OperationsCommitted,OperationsRolledBack,OperationsFailed,OperationsNotAttempted,OperationsUnknown,"
        + "FailedIndex,FailedOp,FailedResource,FailedStatus,FailedType,FailedTitle,FailedDetail,RequestBytes,ResponseBytes,Attempt,Method,Triples,EarlierOperationsRolledBack,EarlierOperationsFailed,EarlierOperationsNotAttempted,EarlierOperationsUnknown\r\n";

    private readonly TemporaryDirectory _directory = new();

    private string Path => _directory.File("results.csv");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Writes_one_row_per_result_as_documented()
    {
        await WriteAsync(ResultSamples.Success());

        Assert.Equal(
            Header
            + "0000000000abc,1,BatchVolume,StudentBatchVolumeTest,students-batch-10,students,0,Measured,2025-03-04T05:06:07.0010000+00:00,2025-03-04T05:06:07.0011234+00:00,"
            + "1,20.392857142857142,20.125,True,200,,,,30,30,0,0,0,0,,,,,,,,10900,3600,1,POST,0,0,0,0,0\r\n",
            File.ReadAllText(Path));
    }

    [Fact]
    public async Task Has_no_byte_order_mark()
    {
        await WriteAsync();

        Assert.Equal((byte)'R', File.ReadAllBytes(Path)[0]);
    }

    [Fact]
    public async Task Every_scalar_comes_back_as_it_was()
    {
        var failure = ResultSamples.Failure();
        await WriteAsync(ResultSamples.Success(), failure);

        var read = new ResultCsvReader(Path).Read().Last();

        foreach (var property in typeof(BatchResult).GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            Assert.Equal(property.GetValue(failure), property.GetValue(read));
        }
    }

    [Theory]
    [InlineData("20.392857142857142", "\"20,392857142857142\"")]
    [InlineData(",10900,", ",\"10,900\",")]
    public async Task A_number_with_a_comma_is_refused_and_not_read_as_one_without_it(string written, string damaged)
    {
        await WriteAsync(ResultSamples.Success());
        File.WriteAllText(Path, File.ReadAllText(Path).Replace(written, damaged, StringComparison.Ordinal));

        var error = Assert.Throws<BatchPerfException>(() => new ResultCsvReader(Path).Read().ToArray());

        Assert.Equal("ResultFileInvalid", error.ErrorId);
        Assert.Contains("is not a number", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Has_a_column_for_every_scalar_of_a_result()
    {
        var scalars = typeof(BatchResult).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.CanWrite)
            .Select(p => p.Name)
            .Except([nameof(BatchResult.FailedOperation), nameof(BatchResult.Operations), nameof(BatchResult.Attempts)]);

        Assert.Equal(scalars, ResultTable.Columns);
    }

    [Fact]
    public async Task What_was_flushed_can_be_read_while_the_file_is_open()
    {
        await using var sink = ResultCsvSink.Open(Path);
        sink.Write(ResultSamples.Success(1));
        sink.Write(ResultSamples.Success(2));
        sink.Flush();

        Assert.Equal([1, 2], new ResultCsvReader(Path).Read().Select(r => r.Sequence));
    }

    [Fact]
    public async Task An_open_file_holds_its_header_before_anything_is_written()
    {
        await using var sink = ResultCsvSink.Open(Path);

        Assert.Equal(Header, File.ReadAllText(Path));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(150)]
    public async Task A_last_line_that_was_cut_off_is_left_out(int missing)
    {
        await WriteAsync(ResultSamples.Success(1), ResultSamples.Success(2));
        Cut(missing);
        var reader = new ResultCsvReader(Path);

        Assert.Equal([1], reader.Read().Select(r => r.Sequence));
        Assert.True(reader.Truncated);
    }

    [Fact]
    public async Task A_text_cut_off_after_a_line_break_inside_quotes_is_left_out()
    {
        await WriteAsync(ResultSamples.Success(1), ResultSamples.Failure());
        var text = File.ReadAllText(Path).Replace("\\u000d\\u000a", "\r\n", StringComparison.Ordinal); // as version 0.1 wrote it
        File.WriteAllText(Path, text[..(text.IndexOf("\r\nschool", StringComparison.Ordinal) + 2)]);
        var reader = new ResultCsvReader(Path);

        Assert.Equal([1], reader.Read().Select(r => r.Sequence));
        Assert.True(reader.Truncated);
    }

    [Fact]
    public async Task A_whole_file_is_not_called_truncated()
    {
        await WriteAsync(ResultSamples.Success());
        var reader = new ResultCsvReader(Path);

        Assert.Single(reader.Read());
        Assert.False(reader.Truncated);
    }

    [Fact]
    public async Task Reads_columns_in_any_order_quoted_and_with_others_between()
    {
        await WriteAsync(ResultSamples.Success());
        var rows = File.ReadAllLines(Path).Select(line => string.Join(",", line.Split(',').Reverse().Prepend("Extra").Select(f => $"\"{f}\"")));
        File.WriteAllLines(Path, rows);

        var read = Assert.Single(new ResultCsvReader(Path).Read());

        Assert.Equal(ResultSamples.Success().StartedAt, read.StartedAt);
        Assert.Equal("students-batch-10", read.Name);
    }

    [Fact]
    public async Task A_missing_column_is_named()
    {
        await WriteAsync();
        File.WriteAllText(Path, File.ReadAllText(Path).Replace(",ErrorKind", "", StringComparison.Ordinal));

        var error = Assert.Throws<BatchPerfException>(() => new ResultCsvReader(Path).Read().Count());

        Assert.Equal("ResultFileInvalid", error.ErrorId);
        Assert.Contains("line 1: the column 'ErrorKind' is missing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_the_later_columns_is_read()
    {
        await WriteAsync(ResultSamples.Success());
        File.WriteAllText(Path, File.ReadAllText(Path).Replace(",Method,Triples,EarlierOperationsRolledBack,EarlierOperationsFailed,EarlierOperationsNotAttempted,EarlierOperationsUnknown", "", StringComparison.Ordinal).Replace(",POST,0,0,0,0,0", "", StringComparison.Ordinal));

        var read = Assert.Single(new ResultCsvReader(Path).Read());

        Assert.Equal(("POST", 0, 1), (read.Method, read.Triples, read.Attempt));
    }

    [Theory]
    [InlineData(",30,30,", ",thirty,30,", "line 3: OperationCount 'thirty' is not a number")]
    [InlineData(",True,", ",perhaps,", "line 3: Success 'perhaps' is neither True nor False")]
    [InlineData(",Measured,", ",Late,", "line 3: Phase 'Late' is not one of Ramp, WarmUp, Measured, Drain")]
    [InlineData(",2025-03-04T05:06:07.0020000+00:00,", ",yesterday,", "line 3: ScheduledAt 'yesterday' is not a time")]
    [InlineData(",students-batch-10,", ",\"a\"b,", "line 3: TextAfterClosingQuote")]
    [InlineData(",10900,3600,1,POST,0", "", "line 3: 35 fields where 40 were expected")]
    public async Task A_damaged_line_is_named(string what, string with, string expected)
    {
        await WriteAsync(ResultSamples.Success(1), ResultSamples.Success(2), ResultSamples.Success(3));
        var lines = File.ReadAllLines(Path);
        lines[2] = lines[2].Replace(what, with, StringComparison.Ordinal);
        File.WriteAllLines(Path, lines);

        var error = Assert.Throws<BatchPerfException>(() => new ResultCsvReader(Path).Read().Count());

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_a_header_is_not_a_results_file()
    {
        File.WriteAllText(Path, "");

        Assert.Equal("ResultFileInvalid", Assert.Throws<BatchPerfException>(() => new ResultCsvReader(Path).Read().Count()).ErrorId);
    }

    [Fact]
    public void A_file_that_is_not_there_cannot_be_read()
    {
        Assert.Equal("ResultFileNotReadable", Assert.Throws<BatchPerfException>(() => new ResultCsvReader(Path).Read().Count()).ErrorId);
    }

    [Fact]
    public void An_existing_file_is_kept_unless_forced()
    {
        File.WriteAllText(Path, "precious");

        var error = Assert.Throws<BatchPerfException>(() => ResultCsvSink.Open(Path));

        Assert.Equal("ResultFileExists", error.ErrorId);
        Assert.Contains("Force", error.NextStep, StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(Path));
    }

    [Fact]
    public async Task An_existing_file_is_replaced_when_forced()
    {
        File.WriteAllText(Path, new string('x', 10_000));

        await ResultCsvSink.Open(Path, force: true).DisposeAsync();

        Assert.Equal(Header, File.ReadAllText(Path));
    }

    [Theory]
    [InlineData("missing/results.csv")]
    [InlineData(".")]
    public void A_path_that_cannot_be_written_is_refused_before_anything_is_sent(string path)
    {
        var error = Assert.Throws<BatchPerfException>(() => ResultCsvSink.Open(_directory.File(path), force: true));

        Assert.Equal("ResultPathNotWritable", error.ErrorId);
        Assert.Equal(ProblemKind.File, error.Problem);
    }

    [Fact]
    public async Task Closing_twice_is_harmless()
    {
        var sink = ResultCsvSink.Open(Path);
        sink.Write(ResultSamples.Success());
        await sink.DisposeAsync();
        await sink.DisposeAsync();

        Assert.Single(new ResultCsvReader(Path).Read());
    }

    private async Task WriteAsync(params BatchResult[] results)
    {
        await using var sink = ResultCsvSink.Open(Path);
        foreach (var result in results)
        {
            sink.Write(result);
        }
    }

    private void Cut(int bytes)
    {
        using var file = new FileStream(Path, FileMode.Open);
        file.SetLength(file.Length - bytes);
    }
}
