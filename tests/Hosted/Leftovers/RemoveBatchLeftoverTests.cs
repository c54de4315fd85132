using System.Management.Automation;

namespace EdFi.BatchPerf.Hosted.Leftovers;

public sealed class RemoveBatchLeftoverTests(Rig rig) : IClassFixture<Rig>
{
    [Fact]
    public void All_that_a_journal_tells_of_is_deleted_and_nothing_with_WhatIf()
    {
        Leave("all", 5);

        Assert.Equal("Found", States("Remove-BatchLeftover -Connection $dms -Journal $folder/all.journal -Force -WhatIf"));
        Assert.Equal(5, Students());
        Assert.Equal("Removed", States("Remove-BatchLeftover -Connection $dms -JournalPath $folder/all.journal -Force"));
        Assert.Equal(0, Students());
    }

    [Fact]
    public void Only_the_leftovers_that_come_through_the_pipeline_are_deleted()
    {
        Leave("some", 6);
        Leave("other", 2);

        var removed = rig.Session.Run<BatchLeftover>(
            """
            $left = 'some', 'other' | ForEach-Object { Get-BatchLeftover -Connection $dms -Journal $folder/$_.journal }
            $left | Group-Object Journal | ForEach-Object { $_.Group[0] } | Remove-BatchLeftover -Connection $dms -Confirm:$false
            """);

        Assert.Equal([LeftoverState.Removed, LeftoverState.Removed], removed.Select(static r => r.State));
        Assert.Equal(2, removed.Select(static r => r.RunId).Distinct().Count());
        Assert.Equal(6, Students());
        Assert.Equal("Removed", States("$left | Remove-BatchLeftover -Connection $dms -Force"));
        Assert.Equal(0, Students());
    }

    [Fact]
    public void A_leftover_that_no_journal_vouches_for_is_not_touched()
    {
        Leave("vouched", 1);
        rig.Session.Run("$left = Get-BatchLeftover -Connection $dms -Journal $folder/vouched.journal; $id = $fixtures.Where({ $_.Id })[0].Id");
        var before = rig.Simulator.Counts().Documents.Total;
        const string Made = "[EdFi.BatchPerf.BatchLeftover]@{ RunId = $left.RunId; Resource = 'schools'; NaturalKey = '{}'; Id = $id; Scenario = 's'";

        rig.Session.Fails(
            $"{Made} }} | Remove-BatchLeftover -Connection $dms -Force", "LeftoverWithoutJournal", ErrorCategory.InvalidArgument, "*names no journal*");
        Assert.Empty(rig.Session.Run($"{Made}; Journal = $left.Journal }} | Remove-BatchLeftover -Connection $dms -Force").Output);

        Assert.Equal(before, rig.Simulator.Counts().Documents.Total);
        rig.Session.Run("$left | Remove-BatchLeftover -Connection $dms -Force");
    }

    [Theory]
    [InlineData("Get-BatchLeftover")]
    [InlineData("Remove-BatchLeftover -Force")]
    public void A_resource_that_cannot_be_read_is_an_error_behind_the_rows_which_ends_a_script_under_Stop(string command)
    {
        rig.Session.Run(
            "$null = Invoke-BatchVolumeTest @short -TestType Volume -Scenario StudentSchoolAssociation -BatchCount 2 -SummaryOnly -JournalPath $folder/two.journal -Force");
        using (rig.With(static o => o with { NoClaim = "studentSchoolAssociations" }))
        {
            var ran = rig.Session.Run($"{command} -Connection $dms -Journal $folder/two.journal -ErrorAction Continue -WarningAction Ignore; 'went on'");

            Assert.Equal("went on", ran.Output[^1].BaseObject);
            Assert.Equal(("studentSchoolAssociations", LeftoverState.Unknown), ran.Output[^2].BaseObject is BatchLeftover row ? (row.Resource, row.State) : default);
            Assert.True(ran.Output.Count > 2);
            Session.AssertLike("studentSchoolAssociations could not be read: 403*not known.*", Assert.Single(ran.Errors).ToString());
            rig.Session.Fails(
                $"{command} -Connection $dms -Journal $folder/two.journal -ErrorAction Stop -WarningAction Ignore", "LeftoverUnknown", ErrorCategory.ProtocolError);
        }

        Assert.Equal("Removed", States("Remove-BatchLeftover -Connection $dms -Journal $folder/two.journal -Force"));
    }

    private void Leave(string name, int triples) => rig.Session.Run(
        $"$null = Invoke-BatchVolumeTest @short -TestType Volume -Scenario students -BatchCount {triples} -SummaryOnly -JournalPath $folder/{name}.journal");

    private string States(string script) =>
        string.Join(' ', rig.Session.Run<BatchLeftover>(script).Select(static l => l.State.ToString()).Distinct());

    private long Students() => rig.Simulator.Counts().Documents.Total - rig.Fixtures;
}
