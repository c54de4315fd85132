namespace EdFi.BatchPerf.Unit.Pacing;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("250ms", 250)]
    [InlineData("5ms", 5)]
    [InlineData("5m", 300_000)]
    [InlineData("30s", 30_000)]
    [InlineData("1.5h", 5_400_000)]
    [InlineData("1h30m", 5_400_000)]
    [InlineData("1m5ms", 60_005)]
    [InlineData("1d1h1m1s1ms", 90_061_001)]
    [InlineData(" 2M ", 120_000)]
    [InlineData("0s", 0)]
    [InlineData("00:05:00", 300_000)]
    [InlineData("00:00:00.250", 250)]
    [InlineData("1:30", 5_400_000)]
    [InlineData("1.00:00:00", 86_400_000)]
    public void Durations_are_read_as_people_type_them(string text, double milliseconds)
    {
        Assert.True(DurationText.TryParse(text, out var duration));
        Assert.Equal(milliseconds, duration.TotalMilliseconds);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("ms")]
    [InlineData("5 s")]
    [InlineData("-5s")]
    [InlineData("-00:05:00")]
    [InlineData("1,5h")]
    [InlineData("5s3m")]
    [InlineData("5sm")]
    [InlineData("1e3s")]
    [InlineData(".5h")]
    [InlineData("NaNs")]
    [InlineData("99999999999999999999d")]
    [InlineData("٣s")]
    [InlineData("24:00:00")]
    [InlineData("90:00")]
    [InlineData("00:99:00")]
    [InlineData("::")]
    public void Anything_else_is_none(string? text)
    {
        Assert.False(DurationText.TryParse(text, out _));
    }

    [Fact]
    public void A_number_of_four_hundred_digits_is_none() => Assert.False(DurationText.TryParse(new string('9', 400) + "s", out _));

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(1, "1ms")]
    [InlineData(1500, "1500ms")]
    [InlineData(90_000, "90s")]
    [InlineData(300_000, "5m")]
    [InlineData(7_200_000, "2h")]
    public void What_is_written_can_be_read_back(double milliseconds, string text)
    {
        var duration = TimeSpan.FromMilliseconds(milliseconds);

        Assert.Equal(text, DurationText.Format(duration));
        Assert.Equal(duration, Durations.Read(text));
    }

    [Theory]
    [InlineData("30s:50", 30, 50)]
    [InlineData("2m:0.5", 120, 0.5)]
    [InlineData("00:00:10:7", 10, 7)]
    [InlineData("1500ms:0", 1.5, 0)]
    public void A_stage_is_a_duration_and_a_target(string text, double seconds, double target)
    {
        var stage = Stage.Parse(text);

        Assert.Equal(new Stage(TimeSpan.FromSeconds(seconds), target), stage);
    }

    [Theory]
    [InlineData("")]
    [InlineData("30s")]
    [InlineData("30s:")]
    [InlineData(":50")]
    [InlineData("0s:50")]
    [InlineData("30s:-1")]
    [InlineData("30s:1e3")]
    [InlineData("30s:many")]
    [InlineData("30s:∞")]
    public void Anything_else_is_no_stage(string text) => Assert.Equal("InvalidStage", Assert.Throws<BatchPerfException>(() => Stage.Parse(text)).ErrorId);
}
