using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Unit.Settings;

public sealed class SettingsReaderTests
{
    private static readonly Setting Clients = RunOptionTable.ClientCount.Setting;

    [Theory]
    [InlineData("1", "2", "3", "1", "clientCount")]
    [InlineData(null, "2", "3", "2", "the environment variable CLIENT_COUNT")]
    [InlineData(null, null, "3", "3", "CLIENT_COUNT in .env, line 1")]
    [InlineData(null, " ", "3", "3", "CLIENT_COUNT in .env, line 1")]
    public void Options_beat_the_environment_which_beats_the_file(string? option, string? environment, string file, string text, string origin)
    {
        Assert.Equal(new SettingValue(text, origin), Reader(option, environment, file).Find(Clients));
    }

    [Fact]
    public void What_nobody_gave_is_null()
    {
        var settings = Reader();

        Assert.Null(settings.Find(Clients));
        Assert.Null(settings.WholeNumber(Clients, 1, 10));
        Assert.Null(settings.Number(Clients, 0.001, 10));
        Assert.Null(settings.Flag(Clients));
        Assert.Null(settings.Duration(Clients, TimeSpan.MaxValue));
        Assert.Empty(settings.List(Clients));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("False", false)]
    [InlineData("1", true)]
    [InlineData("0", false)]
    [InlineData("YES", true)]
    [InlineData("no", false)]
    public void Reads_flags(string text, bool expected)
    {
        Assert.Equal(expected, Reader(environment: text).Flag(Clients));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("11")]
    [InlineData("1.5")]
    [InlineData("ten")]
    [InlineData("99999999999999999999")]
    public void A_whole_number_out_of_range_names_the_variable_and_where_it_was_written(string text)
    {
        var error = Assert.Throws<BatchPerfException>(() => Reader(file: text).WholeNumber(Clients, 1, 10));

        Assert.Equal("InvalidSetting", error.ErrorId);
        Assert.Contains($"'{text}' (CLIENT_COUNT in .env, line 1)", error.Message, StringComparison.Ordinal);
        Assert.Contains("from 1 to 10", error.NextStep, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("NaN")]
    [InlineData("1e3")]
    [InlineData("1,5")]
    [InlineData("101")]
    public void A_number_out_of_range_is_an_error(string text)
    {
        Assert.Throws<BatchPerfException>(() => Reader(option: text).Number(Clients, 0.001, 100));
    }

    [Fact]
    public void A_flag_that_is_neither_is_an_error()
    {
        Assert.Contains("clientCount", Assert.Throws<BatchPerfException>(() => Reader(option: "maybe").Flag(Clients)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00:05:00", 300)]
    [InlineData("90s", 90)]
    [InlineData("5m", 300)]
    [InlineData("1.5h", 5400)]
    [InlineData("500ms", 0.5)]
    public void Reads_time_spans(string text, double seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), Reader(option: text).Duration(Clients, TimeSpan.FromDays(1)));
    }

    [Theory]
    [InlineData("5")]
    [InlineData("0s")]
    [InlineData("-1m")]
    [InlineData("25h")]
    [InlineData("soon")]
    public void A_time_span_without_unit_or_out_of_range_is_an_error(string text)
    {
        Assert.Throws<BatchPerfException>(() => Reader(option: text).Duration(Clients, TimeSpan.FromDays(1)));
    }

    [Fact]
    public void Lists_are_separated_by_commas_or_spaces()
    {
        Assert.Equal(["a", "b", "c"], Reader(environment: "a, b c").List(Clients));
    }

    private static SettingsReader Reader(string? option = null, string? environment = null, string? file = null) => new(
        name => name == "clientCount" ? option : null,
        name => name == "CLIENT_COUNT" ? environment : null,
        EnvironmentFile.Parse(file is null ? "" : $"CLIENT_COUNT={file}", ".env", _ => null));
}
