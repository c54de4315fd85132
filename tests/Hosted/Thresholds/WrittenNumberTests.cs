using System.Management.Automation;

namespace EdFi.BatchPerf.Hosted.Thresholds;

/// <summary>Metrics that Export-Csv wrote in one culture and Import-Csv read in another, or in the same.</summary>
public sealed class WrittenNumberTests(Rig rig) : IClassFixture<Rig>
{
    [Theory]
    [InlineData(",", ".", ",")] // de-DE
    [InlineData(",", "\u00a0", ",")] // sv-SE
    [InlineData(".", ",", ".")] // en-US, en-GB
    [InlineData(",", ".", ".")] // written under the invariant culture, read in de-DE
    public void Numbers_are_read_in_the_session_s_culture_and_never_by_dropping_a_separator(string point, string group, string written)
    {
        var results = rig.Session.Run<BatchThresholdResult>(In(
            point,
            group,
            Rows(written) + " | Test-BatchThreshold 'committedOperationsPerSecond >= 1000', 'p95 < 27ms'"));

        Assert.Equal([153.25, 26.415], results.Select(static result => Convert.ToDouble(result.Actual)));
        Assert.Equal([false, true], results.Select(static result => result.Passed));
    }

    [Fact]
    public void A_number_of_another_culture_is_refused_by_name() => rig.Session.Fails(
        In(".", ",", Rows(",") + " | Test-BatchThreshold 'committedOperationsPerSecond >= 1000'"),
        "NotMetrics",
        ErrorCategory.InvalidArgument,
        "*is not a value for*");

    private static string Rows(string separator) =>
        "[pscustomobject]@{ Name = 'Aggregated'; Requests = '12'; "
        + $"P95Ms = '26{separator}415'; CommittedOperationsPerSecond = '153{separator}25' }}";

    /// <summary>Cultures are made, since a machine may have only the invariant one.</summary>
    private static string In(string point, string group, string script) =>
        $"$before = [cultureinfo]::CurrentCulture; $other = [cultureinfo]::InvariantCulture.Clone(); "
        + $"$other.NumberFormat.NumberDecimalSeparator = '{point}'; $other.NumberFormat.NumberGroupSeparator = '{group}'; "
        + $"try {{ [cultureinfo]::CurrentCulture = $other; {script} }} finally {{ [cultureinfo]::CurrentCulture = $before }}";
}
