namespace EdFi.BatchPerf.Unit.Text;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("plain ASCII ~ text", "plain ASCII ~ text")]
    [InlineData("José Ñandú 学生 😀 العربية", "José Ñandú 学生 😀 العربية")]
    [InlineData("\u001b[2J\u001b]0;title\u0007", "\\u001b[2J\\u001b]0;title\\u0007")]
    [InlineData("a\0b\b\u007f", "a\\u0000b\\u0008\\u007f")]
    [InlineData("\u009b31m", "\\u009b31m")]
    [InlineData("one\r\ntwo\tthree", "one\\u000d\\u000atwo\\u0009three")]
    [InlineData("a\u0085b\u2028c\u2029d", "a\\u0085b\\u2028c\\u2029d")]
    [InlineData("user\u202Egpj.exe\u202C", "user\\u202egpj.exe\\u202c")]
    [InlineData("\u2066a\u2069\u200F\u061C\u200B\uFEFF", "\\u2066a\\u2069\\u200f\\u061c\\u200b\\ufeff")]
    [InlineData("می\u200Cخواهم", "می\u200Cخواهم")]
    [InlineData("\U000E0041", "\\udb40\\udc41")]
    [InlineData("", "")]
    [InlineData(null, null)]
    public void What_steers_a_terminal_or_hides_text_becomes_an_escape(string? text, string? shown)
    {
        Assert.Equal(shown, PlainText.Line(text));
        Assert.Equal(shown, PlainText.Line(PlainText.Line(text)));
    }

    [Fact]
    public void Half_a_surrogate_pair_becomes_an_escape() => Assert.Equal("\\ud800x\\udc00", PlainText.Line("\ud800x\udc00"));

    [Fact]
    public void Lines_keep_their_breaks_and_nothing_else() => Assert.Equal("a\r\n\tb\\u001b\\u0085", PlainText.Lines("a\r\n\tb\u001b\u0085"));

    [Fact]
    public void Results_and_problems_hold_no_such_character_wherever_they_come_from()
    {
        const string hostile = "\u001b]0;x\u0007\u202e\nline";
        var result = new BatchResult
        {
            RunId = "r", Scenario = hostile, Name = hostile, Resource = hostile, Method = hostile, Error = hostile, CorrelationId = hostile,
            FailedOp = hostile, FailedResource = hostile, FailedType = hostile, FailedTitle = hostile, FailedDetail = hostile,
            FailedOperation = new FailedOperation { Index = 0, Op = hostile, Resource = hostile, Type = hostile, Title = hostile, Detail = hostile, CorrelationId = hostile },
        };
        var trace = new BatchTrace { TraceId = hostile, SpanId = hostile, CorrelationId = hostile, Name = hostile, Method = hostile, Scenario = hostile, Held = hostile, Machine = hostile };
        object[] all = [trace, result, result.FailedOperation, new DistinctError { Name = hostile, Message = hostile, FirstCorrelationId = hostile }, new BatchPerfException("X", ProblemKind.File, "\u001b]0;x", "\u202e")];

        var texts = all.SelectMany(static o => o.GetType().GetProperties().Where(static p => p.PropertyType == typeof(string) && p.GetIndexParameters().Length == 0).Select(p => (string?)p.GetValue(o)).Append(o.ToString()));
        Assert.All(texts.OfType<string>(), static text => Assert.Equal(PlainText.Line(text), text));
    }
}
