using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Unit.Settings;

public sealed class MomentSettingTests
{
    [Theory]
    [InlineData("2026-11-27T20:00:00Z", "2026-11-27T20:00:00+00:00")]
    [InlineData(" 2026-11-27T20:00:00.25Z ", "2026-11-27T20:00:00.25+00:00")]
    [InlineData("2026-11-27T21:30:00+01:30", "2026-11-27T20:00:00+00:00")]
    [InlineData("2026-11-27T15:00-05:00", "2026-11-27T20:00:00+00:00")]
    public void A_moment_is_read_with_its_offset(string text, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), Read(text));

    [Theory]
    [InlineData("2026-11-27T20:00:00", "has no offset from UTC")]
    [InlineData("2026-11-27T20:00", "has no offset from UTC")]
    [InlineData("20:00", "is not a moment")]
    [InlineData("27.11.2026 20:00:00Z", "is not a moment")]
    [InlineData("2026-13-27T20:00:00Z", "is not a moment")]
    public void What_is_no_moment_or_another_one_on_each_machine_is_refused(string text, string message)
    {
        var problem = Assert.Throws<BatchPerfException>(() => Read(text));

        Assert.Equal("InvalidSetting", problem.ErrorId);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Contains("2026-11-27T20:00:00Z", problem.NextStep, StringComparison.Ordinal);
    }

    private static DateTimeOffset? Read(string text) => (DateTimeOffset?)RunOptionTable.StartAt.Type.Read(
        new SettingsReader(name => name == "startAt" ? text : null, static _ => null, null),
        RunOptionTable.StartAt.Setting);
}
