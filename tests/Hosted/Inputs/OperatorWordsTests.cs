using System.Management.Automation;

namespace EdFi.BatchPerf.Hosted.Inputs;

/// <summary>What an operator meets who types the wrong thing, or presses Tab.</summary>
public sealed class OperatorWordsTests(Rig rig) : IClassFixture<Rig>
{
    [Fact]
    public void A_command_that_cannot_ask_says_how_to_answer_beforehand()
    {
        rig.Session.Fails("Remove-BatchFixtures -Connection $dms", "ConfirmationNotPossible", ErrorCategory.InvalidArgument, "*-Confirm:$false*");

        Assert.Equal(rig.Fixtures, rig.Simulator.Counts().Documents.Total);
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("@()")]
    public void What_is_not_a_moment_is_answered_with_how_one_is_written(string given) =>
        Session.AssertLike("*is not a moment. Write it like 2026-11-27T20:00:00Z*", rig.Session.CannotBind($"Invoke-BatchVolumeTest -Connection $dms -StartAt {given}").ToString());

    [Theory]
    [InlineData("Invoke-BatchVolumeTest -Duration ", "5m")]
    [InlineData("Measure-BatchSize -Duration 3", "30s")]
    [InlineData("New-BatchScenario -Resource stud", "students")]
    public void Tab_offers_what_a_parameter_takes(string line, string offered) => Assert.Contains(
        offered,
        rig.Session.Run<string>($"[Management.Automation.CommandCompletion]::CompleteInput('{line}', {line.Length}, $null).CompletionMatches.CompletionText"));

    [Fact]
    public void A_report_s_files_come_with_all_that_their_view_shows_wherever_the_session_is()
    {
        var files = rig.Session.Run("$run = Invoke-BatchVolumeTest @short -BatchCount 1 -SummaryOnly; Push-Location Variable:; try { $run | Export-BatchReport -Path \"$folder/shown\" } finally { Pop-Location }").Output;

        Assert.NotEmpty(files);
        Assert.All(files, static file => Assert.NotNull(file.Properties["PSPath"]));
    }
}
