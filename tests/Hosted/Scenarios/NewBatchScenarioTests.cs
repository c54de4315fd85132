namespace EdFi.BatchPerf.Hosted.Scenarios;

/// <summary>Scenarios made of a server's metadata, from PowerShell.</summary>
public sealed class NewBatchScenarioTests(Rig rig) : IClassFixture<Rig>, IDisposable
{
    private readonly Session _session = rig.Session;
    private readonly string _folder = Directory.CreateTempSubdirectory("made").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_is_made_and_verified_runs_as_it_is()
    {
        await using var server = await rig.UseAsync(new());

        var rows = _session.Run<BatchScenarioTemplate>($"New-BatchScenario -Connection $dms calendars, locations -Path '{_folder}' -Verify");
        var results = _session.Run<BatchResult>($"Invoke-BatchVolumeTest -Connection $dms -ScenarioPath '{_folder}' -Scenario calendars -BatchCount 3 -ClientCount 1");

        Assert.Equal([ScenarioTemplateState.Verified, ScenarioTemplateState.Verified], rows.Select(static r => r.State));
        Assert.All(rows, static r => Assert.True(File.Exists(r.Path)));
        Assert.All(results, static r => Assert.True(r.Success, r.Error));
        Assert.Equal(3, results.Count);
    }

    [Fact]
    public async Task A_server_lists_its_resources_each_with_what_can_be_made_of_it()
    {
        await using var server = await rig.UseAsync(new());

        var rows = _session.Run<BatchScenarioTemplate>("Get-BatchScenario -Connection $dms");

        Assert.Equal(ScenarioTemplateState.BuiltIn, rows.Single(static r => r.Resource == "students").State);
        Assert.Equal(ScenarioTemplateState.Possible, rows.Single(static r => r.Resource == "calendars").State);
        var year = rows.Single(static r => r.Resource == "schoolYearTypes");
        Assert.Equal(ScenarioTemplateState.Impossible, year.State);
        Assert.NotNull(year.Reason);
        Assert.Equal(0, server.Counts().Documents.Total);
    }

    [Fact]
    public async Task Pooled_parents_are_made_once_for_each_client_and_record_of_a_batch_and_a_record_takes_three_operations()
    {
        await using var server = await rig.UseAsync(new());

        var row = Assert.Single(_session.Run<BatchScenarioTemplate>($"New-BatchScenario -Connection $dms calendarDates -Path '{_folder}' -Parents Pooled -Verify -CreateMissing"));
        var run = Assert.Single(_session.Run<BatchRun>(
            $"Invoke-BatchVolumeTest -Connection $dms -ScenarioPath '{_folder}' -Scenario calendarDates -BatchCount 4 -BatchTripleCount 2 -ClientCount 2 -SummaryOnly"));

        Assert.Equal((ScenarioTemplateState.Verified, 3), (row.State, row.OperationsPerRecord));
        Assert.Equal((4L, 4L), (run.ParentsCreated, run.ParentsDeleted));
        Assert.Equal((4L, 24L), (run.Totals.Succeeded, run.Totals.OperationsCommitted));
        Assert.Equal((0, 0), (server.Counts().Documents.Of("calendars"), server.Counts().Documents.Of("calendarDates")));
    }

    [Fact]
    public async Task WhatIf_writes_nothing()
    {
        await using var server = await rig.UseAsync(new());

        var rows = _session.Run<BatchScenarioTemplate>($"New-BatchScenario -Connection $dms calendars -Path '{_folder}' -Verify -WhatIf");

        var all = _session.Run<BatchScenarioTemplate>($"New-BatchScenario -Connection $dms -All -Path '{_folder}' -WhatIf");

        Assert.Equal(ScenarioTemplateState.Possible, Assert.Single(rows).State);
        Assert.InRange(all.Count, 2, int.MaxValue);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
        Assert.Equal(0, server.Counts().Documents.Total);
    }
}
