using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Unit.Settings;

public sealed class EnvironmentFileTests
{
    [Theory]
    [InlineData("A=1", "1")]
    [InlineData("  A =  1  ", "1")]
    [InlineData("export A=1", "1")]
    [InlineData("A=", "")]
    [InlineData("A=a b # comment", "a b")]
    [InlineData("A=a#b", "a#b")]
    [InlineData("A=x=y=", "x=y=")]
    [InlineData("A= # only a comment", "")]
    [InlineData("A='a # b' # c", "a # b")]
    [InlineData("A=\"a \\\"b\\\" \\n\"", "a \"b\" \n")]
    [InlineData("A='it\\'s'", "it's")]
    [InlineData("A='\\n'", "\\n")]
    [InlineData("A=\"it's\"", "it's")]
    [InlineData("A=1\r\nA=2", "2")]
    [InlineData("\ufeffA=1", "1")]
    public void Reads_a_value(string text, string expected)
    {
        Assert.Equal(expected, Parse(text.TrimStart('\ufeff')).Find("A")?.Text);
    }

    [Theory]
    [InlineData("A")]
    [InlineData("=x")]
    [InlineData("1A=x")]
    [InlineData("A B=x")]
    [InlineData("A: x=y")]
    [InlineData("A='x")]
    [InlineData("A=\"x\" y")]
    public void A_malformed_line_is_named_by_file_and_number_and_not_quoted(string line)
    {
        var error = Assert.Throws<BatchPerfException>(() => Parse($"# first\n\nOK=1\n{line.Replace("x", "s3cret", StringComparison.Ordinal)}"));

        Assert.Equal("EnvironmentFileInvalid", error.ErrorId);
        Assert.Contains("'my.env' is malformed in line 4:", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.Message + error.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_says_where_it_was_written()
    {
        Assert.Equal("A in my.env, line 2", Parse("\nA=s3cret").Find("A")?.ToString());
    }

    [Fact]
    public void A_name_that_is_not_there_has_no_value()
    {
        Assert.Null(Parse("A=1").Find("a"));
    }

    [Theory]
    [InlineData("B=1\nA=${B}2", "12")]
    [InlineData("A=${MISSING}2", "2")]
    [InlineData("A=${MISSING:-d}", "d")]
    [InlineData("SET=file\nA=${SET}", "environment")]
    [InlineData("A=$B{C}", "$B{C}")]
    public void A_value_may_refer_to_another(string text, string expected)
    {
        Assert.Equal(expected, Parse(text).Find("A")?.Text);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var error = Assert.Throws<BatchPerfException>(() => EnvironmentFile.Read("/nowhere/.env", _ => null));

        Assert.Equal("EnvironmentFileNotReadable", error.ErrorId);
        Assert.Contains("/nowhere/.env", error.Message, StringComparison.Ordinal);
    }

    private static EnvironmentFile Parse(string text) => EnvironmentFile.Parse(text, "my.env", name => name == "SET" ? "environment" : null);
}
