using System.Management.Automation;

namespace EdFi.BatchPerf.Hosted.Runs;

/// <summary>A session that a machine's policy restricts: what the operator gives to a cmdlet runs no freer than what is typed.</summary>
public sealed class LanguageModeTests(Rig rig) : IClassFixture<Rig>
{
    private const string Load = "Invoke-BatchVolumeTest @short -Scenario Students -BatchCount 5 -SummaryOnly -MetricsCommand";

    [Fact]
    public void A_metrics_command_works_in_a_restricted_session_as_far_as_the_session_lets_it()
    {
        using var restricted = rig.Session.Restrict(PSLanguageMode.ConstrainedLanguage);

        var run = rig.Session.One<BatchRun>($"{Load} {{ @{{ Answer = 42 }}; 'four' | Select-Object Length }}");

        Assert.Equal([("Answer", 42.0), ("Length", 4.0)], run.ServerCosts.Select(static c => (c.Name, c.Max!.Value)).Order());
    }

    [Fact]
    public void A_metrics_command_does_not_get_out_of_a_restricted_session()
    {
        using var restricted = rig.Session.Restrict(PSLanguageMode.ConstrainedLanguage);

        var ran = rig.Session.Run($"$run = {Load} {{ [int][System.IO.File]::Exists('/') }} -WarningAction Continue");

        Assert.Contains("only on core types", ran.Warnings, StringComparison.Ordinal);
    }

    [Fact]
    public void A_metrics_command_is_free_in_a_free_session()
    {
        var run = rig.Session.One<BatchRun>($"{Load} {{ 1 + [int][System.IO.File]::Exists('/no/such/file') }}");

        Assert.Equal(1, Assert.Single(run.ServerCosts).Max);
    }
}
