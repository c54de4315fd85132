using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Unit.Settings;

public sealed class SegmentSettingTests
{
    [Theory]
    [InlineData("2/8", null, "2/8")]
    [InlineData(" 1-3/6 ", null, "1-3/6")]
    [InlineData("*/8", "0", "1/8")]
    [InlineData("*/8", "7", "8/8")]
    public void A_share_is_read_and_takes_its_number_from_the_job_where_it_is_a_star(string text, string? index, string expected) =>
        Assert.Equal(expected, Read(text, index).ToString());

    [Theory]
    [InlineData("*/8", null, "JOB_COMPLETION_INDEX, which is not set.", "completions: 8")]
    [InlineData("*/8", "8", "which is '8' and not a number from 0 to 7.", "completions: 8")]
    [InlineData("*/8", "-1", "which is '-1' and not a number from 0 to 7.", "'1/8'")]
    [InlineData("*/8", "one", "which is 'one'", "Indexed")]
    [InlineData("*/0", "0", "'*/0' (--segment) is not a share of a plan.", "2/8")]
    [InlineData("9/8", null, "'9/8' (--segment) is not a share of a plan.", "2/8")]
    public void What_is_no_share_is_refused_by_name_and_value(string text, string? index, string message, string nextStep)
    {
        var problem = Assert.Throws<BatchPerfException>(() => Read(text, index));

        Assert.Equal("InvalidSegment", problem.ErrorId);
        Assert.Contains(message.Replace("--segment", new OptionKey("segment").ToString(), StringComparison.Ordinal), problem.Message, StringComparison.Ordinal);
        Assert.Contains(nextStep, problem.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public void The_variable_of_the_share_takes_a_star_too() =>
        Assert.Equal(
            new Segment(3, 3, 4),
            RunOptionTable.Segment.Type.Read(
                new SettingsReader(static _ => null, static name => name == "PERF_SEGMENT" ? "*/4" : name == "JOB_COMPLETION_INDEX" ? "2" : null, null),
                RunOptionTable.Segment.Setting));

    private static Segment Read(string text, string? index) => (Segment)RunOptionTable.Segment.Type.Read(
        new SettingsReader(name => name == "segment" ? text : null, name => name == "JOB_COMPLETION_INDEX" ? index : null, null),
        RunOptionTable.Segment.Setting)!;
}
