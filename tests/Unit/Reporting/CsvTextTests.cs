using System.Text;
using EdFi.BatchPerf.Files.Locust;
using EdFi.BatchPerf.Files.Metrics;
using EdFi.BatchPerf.Files.Output;
using EdFi.BatchPerf.Files.Results;

namespace EdFi.BatchPerf.Unit.Reporting;

public sealed class CsvTextTests
{
    private const string Formula = "=HYPERLINK(\"http://x\")";

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "'\r=1")]
    [InlineData("\n=1", "'\n=1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("'=1", "''=1")]
    [InlineData("''@", "'''@")]
    [InlineData("'", "'")]
    [InlineData("''", "''")]
    [InlineData("'quoted'", "'quoted'")]
    [InlineData("a=b", "a=b")]
    [InlineData("students-batch-10", "students-batch-10")]
    [InlineData("", "")]
    [InlineData(null, null)]
    public void A_formula_becomes_text_and_comes_back_as_it_was(string? text, string? written)
    {
        Assert.Equal(written, CsvText.Neutral(text));
        Assert.Equal(text, CsvText.Original(written));
        Assert.Equal(text, CsvText.Original(CsvText.Neutral(text)));
    }

    [Fact]
    public async Task Texts_of_a_server_are_no_formulas_in_a_results_file_and_come_back()
    {
        using var directory = new TemporaryDirectory();
        var path = directory.File("results.csv");
        var result = new BatchResult
        {
            RunId = "r", Scenario = "+s", Name = "@n", Resource = "-r", Error = Formula, ErrorKind = ErrorKind.Conflict, CorrelationId = "'=c",
            FailedOp = "=o", FailedResource = "=r", FailedType = "=t", FailedTitle = Formula, FailedDetail = "\t=d", Method = "=M",
        };
        await using (var sink = ResultCsvSink.Open(path))
        {
            sink.Write(result);
        }

        AssertNoFormula(await File.ReadAllTextAsync(path));
        var read = Assert.Single(new ResultCsvReader(path).Read());
        Assert.Equal(
            (result.Scenario, result.Name, result.Resource, result.Error, result.CorrelationId, result.FailedOp, result.FailedTitle, result.FailedDetail, result.Method),
            (read.Scenario, read.Name, read.Resource, read.Error, read.CorrelationId, read.FailedOp, read.FailedTitle, read.FailedDetail, read.Method));
    }

    [Fact]
    public void Texts_of_a_server_are_no_formulas_in_the_files_of_a_report()
    {
        AssertNoFormula(Written(static s => LocustFailuresCsv.Write(s, [new DistinctError { Name = Formula, Method = "=M", Message = Formula }])));
        AssertNoFormula(Written(static s => LocustExceptionsCsv.Write(s, Formula)));
        AssertNoFormula(Written(static s => OperationsCsv.Write(s, [new OperationLedgerRow { Name = Formula, Resource = Formula }], [])));
        AssertNoFormula(Written(static s => LocustStatsCsv.Write(s, [new LocustEntry { Method = "=M", Name = Formula }], TimeSpan.FromSeconds(1))));
        AssertNoFormula(Written(static s => ServerCsv.Write(s, [new ServerSample { Source = Formula, Name = "=n" }])));
    }

    private static string Written(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void AssertNoFormula(string csv)
    {
        Assert.Contains("'=", csv, StringComparison.Ordinal);
        Assert.DoesNotContain(csv.Split([',', '\n'], StringSplitOptions.None), static field => field.TrimStart('"') is ['=' or '+' or '-' or '@' or '\t', ..]);
    }
}
