using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Jobs.Scenarios;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Jobs;

namespace EdFi.BatchPerf.Unit.Generation;

/// <summary>Scenarios of a small server that are tried out: what goes wrong with one is a row, and the end of no other.</summary>
public sealed class TrialTests : IAsyncLifetime
{
    private const string ProgramTypes = "uri://ed-fi.org/ProgramTypeDescriptor#Other;uri://ed-fi.org/ProgramTypeDescriptor#Not Applicable";
    private const string Methods = "uri://ed-fi.org/AssessmentReportingMethodDescriptor#Other;uri://ed-fi.org/AssessmentReportingMethodDescriptor#Not Applicable";
    private static readonly string Sexes = string.Join(';', new[] { "Female", "Male", "Not Selected", "Other", "Not Applicable" }.Select(static code => $"uri://ed-fi.org/SexDescriptor#{code}"));
    private readonly TrialRig _rig = new();

    private string Folder => _rig.Folder;

    public Task InitializeAsync() => _rig.StartAsync();

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Theory]
    [InlineData(false, ScenarioTemplateState.Made, 0)]
    [InlineData(true, ScenarioTemplateState.Verified, 1)]
    public async Task A_descriptor_that_documents_have_to_name_is_missing_by_name_and_others_are_left_out(bool create, ScenarioTemplateState state, int created)
    {
        await _rig.StartAsync(new SimulatorOptions { Missing = $"{ProgramTypes};{Methods}" });

        var rows = await RunAsync(new ScenarioRequest { Resources = ["assessments", "studentProgramAssociations"], Full = true, CreateMissing = create });

        Assert.Equal(ScenarioTemplateState.Verified, rows.Single(static r => r.Resource == "assessments").State);
        var needs = rows.Single(static r => r.Resource == "studentProgramAssociations");
        Assert.Equal(state, needs.State);
        Assert.Equal(!create, needs.Reason?.Contains("the server has no uri://ed-fi.org/ProgramTypeDescriptor#BatchPerf", StringComparison.Ordinal) == true);
        var documents = _rig.Server.Counts().Documents;
        Assert.Equal((created, 0), (documents.Of("programTypeDescriptors"), documents.Of("assessmentReportingMethodDescriptors")));
    }

    [Fact]
    public async Task A_descriptor_type_that_only_a_later_lesson_names_is_created_then()
    {
        await _rig.StartAsync(new SimulatorOptions { Missing = Sexes });
        var request = new ScenarioRequest { Resources = ["busRoutes"] };
        var model = await ServerModel.ReadAsync(_rig.Host, _rig.Connection, request);
        var drafts = new ScenarioDrafts(_rig.Host, new ScenarioServer(_rig.Host, _rig.Connection), model, ScenarioSelection.Of(model.Resources, request), request);
        await drafts.MakeAsync(create: true);
        Assert.Equal(0, _rig.Server.Counts().Documents.Of("sexDescriptors"));

        drafts.Lessons.Learn(model.Resources.Find("busRoutes")!, ["$.routeKindDescriptor: SexDescriptor value 'uri://x#y' does not exist."]);
        var made = await drafts.MakeAsync(create: true);

        Assert.Equal(1, _rig.Server.Counts().Documents.Of("sexDescriptors"));
        Assert.Equal("uri://ed-fi.org/SexDescriptor#BatchPerf", (string?)Assert.Single(made.Scenarios).Value.Main.Content["routeKindDescriptor"]);
        Assert.Empty(drafts.MissingDescriptors);
    }

    [Fact]
    public async Task A_name_that_fits_nothing_is_a_row_beside_those_that_do()
    {
        var rows = await RunAsync(new ScenarioRequest { Resources = ["busRoute", "programs", "zzz*"] });

        Assert.Equal(
            [("programs", ScenarioTemplateState.Verified), ("busRoute", ScenarioTemplateState.Impossible), ("zzz*", ScenarioTemplateState.Impossible)],
            rows.Select(static r => (r.Resource, r.State)));
        Assert.Contains("did you mean 'busRoutes'?", rows[1].Reason, StringComparison.Ordinal);
        Assert.Equal(2, _rig.Host.Warnings.Count);
    }

    /// <summary>Fixtures as someone edited them: one that cannot be read, one whose key is wrong, one that the server refuses.</summary>
    [Theory]
    [InlineData("""{ "name": "programs", "resource": "programs", "document": { "programName": "{{nonsense}}" }, "keyFields": ["programName"] }""")]
    [InlineData("""{ "name": "programs", "resource": "programs", "document": { "programName": "P" }, "keyFields": ["programName"] }""")]
    [InlineData("""
        { "name": "programs", "resource": "programs", "keyFields": ["educationOrganizationReference.educationOrganizationId", "programName", "programTypeDescriptor"],
          "document": { "programName": "P", "programTypeDescriptor": "uri://ed-fi.org/ProgramTypeDescriptor#none", "educationOrganizationReference": { "educationOrganizationId": "{{#fixture.schoolId}}" } } }
        """)]
    public async Task A_bad_fixture_is_the_end_of_what_stands_on_it_alone(string fixture)
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Path.Combine(Folder, ScenarioFiles.FixturesName), $$"""{ "kind": "fixtures", "documents": [ {{fixture}} ] }""");

        var rows = await RunAsync(new ScenarioRequest { Resources = ["busRoutes", "studentProgramAssociations"] }, force: false);

        Assert.Equal(ScenarioTemplateState.Verified, rows.Single(static r => r.Resource == "busRoutes").State);
        var bad = rows.Single(static r => r.Resource == "studentProgramAssociations");
        Assert.Equal((ScenarioTemplateState.Made, 0), (bad.State, bad.Tries));
        Assert.Matches("programs|_fixtures.json", bad.Reason);
        Assert.DoesNotContain(_rig.Host.Said, static text => text.Contains("Learnt", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_prerequisite_that_is_missing_is_the_end_of_what_needs_it_and_an_error_only_where_all_do()
    {
        await _rig.StartAsync(new SimulatorOptions { Missing = "uri://ed-fi.org/TermDescriptor#Fall Semester" }, small: false);

        var rows = await RunAsync(new ScenarioRequest { Resources = ["calendars", "courseOfferings"] });

        Assert.Equal(ScenarioTemplateState.Verified, rows.Single(static r => r.Resource == "calendars").State);
        var blocked = rows.Single(static r => r.Resource == "courseOfferings");
        Assert.Equal((ScenarioTemplateState.Made, 0), (blocked.State, blocked.Tries));
        Assert.Matches(@"^what it refers to is missing: 1 prerequisite of the load is missing [^\\]*TermDescriptor#Fall Semester", blocked.Reason);
        var error = await Assert.ThrowsAsync<BatchPerfException>(() => RunAsync(new ScenarioRequest { Resources = ["courseOfferings"] }));
        Assert.Equal("PrerequisitesMissing", error.ErrorId);
    }

    [Fact]
    public async Task What_a_server_refuses_is_kept_where_no_load_reads_it()
    {
        _rig.Server.Change(static o => o with { Forbid = "busRoutes" });

        var rows = await RunAsync(new ScenarioRequest { Resources = ["busRoutes", "programs"] });

        var refused = rows.Single(static r => r.Resource == "busRoutes");
        Assert.Equal((ScenarioTemplateState.Refused, Path.Combine(Folder, "busRoutes.json.refused")), (refused.State, refused.Path));
        Assert.True(File.Exists(refused.Path));
        Assert.Contains("busRoutes.json.refused", Assert.Single(_rig.Host.Warnings), StringComparison.Ordinal);
        Assert.Equal(["programs"], ScenarioCatalog.Load([Folder]).Scenarios.Where(static s => s.Source != "built in").Select(static s => s.Name));
    }

    [Fact]
    public async Task What_fails_for_no_reason_of_its_own_is_sent_once_more()
    {
        await _rig.StartAsync(new SimulatorOptions { ServerErrorRate = 0.3, Seed = 5 });

        var rows = await RunAsync(new ScenarioRequest());

        Assert.Contains(rows, static r => r is { State: ScenarioTemplateState.Verified, Tries: 2, Learnt.Count: 0 });
    }

    [Fact]
    public async Task What_was_learnt_counts_when_the_same_folder_is_made_again()
    {
        await _rig.StartAsync(new SimulatorOptions { ServedRequired = ServedRequired.None });
        var request = new ScenarioRequest { Resources = ["courses", "sections", "studentAssessments", "busRoutes"] };
        var first = await RunAsync(request);
        var files = await FilesAsync();

        var second = await RunAsync(request);

        Assert.Contains(first, static r => r is { State: ScenarioTemplateState.Verified, Tries: > 1 });
        Assert.All(second.Where(static r => r.State != ScenarioTemplateState.BuiltIn), static r => Assert.Equal((ScenarioTemplateState.Verified, 1), (r.State, r.Tries)));
        Assert.Equal(files, await FilesAsync());
    }

    [Fact]
    public async Task A_trial_that_is_stopped_leaves_a_mix_of_what_passed()
    {
        using var host = new RecordingJobHost { Showing = StopAtSecond };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new ScenarioJob(host).RunAsync(_rig.Connection, new ScenarioRequest { Folder = Folder, Preset = "StateRoster", Verify = true }, new FixtureKeys()));

        var mix = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, ScenarioFiles.MixName)))!;
        Assert.Equal("studentProgramAssociations", Assert.Single(mix["scenarios"]!.AsObject()).Key);
        Assert.Matches("Left out, since they were not tried out: .*studentAssessments", (string?)mix["description"]);
    }

    [Fact]
    public async Task A_trial_that_is_stopped_keeps_what_it_had_learnt()
    {
        await _rig.StartAsync(new SimulatorOptions { ServedRequired = ServedRequired.None });
        using var host = new RecordingJobHost { Showing = StopAtSecond };
        var request = new ScenarioRequest { Folder = Folder, Resources = ["courses", "studentAssessments"], Verify = true };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new ScenarioJob(host).RunAsync(_rig.Connection, request, new FixtureKeys()));

        Assert.Contains(await File.ReadAllLinesAsync(Path.Combine(Folder, ScenarioFiles.LearntName)), static line => line.StartsWith("courses $.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Built_in_scenarios_are_tried_out_too()
    {
        await _rig.StartAsync(new SimulatorOptions { Forbid = "students" }, small: false);

        var rows = await RunAsync(new ScenarioRequest { Resources = ["students", "sections"] });

        Assert.Equal((ScenarioTemplateState.BuiltIn, 1), rows.Where(static r => r.Resource == "sections").Select(static r => (r.State, r.Tries)).Single());
        var refused = rows.Single(static r => r.Resource == "students");
        Assert.Equal((ScenarioTemplateState.Refused, 1), (refused.State, refused.Tries));
        Assert.Contains("403", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Equal_metadata_give_equal_files_to_the_byte()
    {
        await RunAsync(new ScenarioRequest(), verify: false);
        var first = await FilesAsync();
        Directory.Delete(Folder, recursive: true);

        await RunAsync(new ScenarioRequest(), verify: false);

        Assert.NotEmpty(first);
        Assert.Equal(first, await FilesAsync());
    }

    [Theory]
    [InlineData("programs", null)]
    [InlineData(null, "StateRoster")]
    public async Task All_resources_and_some_of_them_exclude_each_other(string? resource, string? preset)
    {
        var request = new ScenarioRequest { All = true, Resources = resource is null ? [] : [resource], Preset = preset };

        Assert.Equal("ScenarioRequestInvalid", (await Assert.ThrowsAsync<BatchPerfException>(() => RunAsync(request))).ErrorId);
    }

    [Fact]
    public async Task A_row_says_by_what_a_record_is_read_back()
    {
        var rows = await RunAsync(new ScenarioRequest(), verify: false);

        Assert.Equal("studentUniqueId", rows.Single(static r => r.Resource == "studentProgramAssociations").ReadBackBy);
        Assert.Equal("busRouteNumber", rows.Single(static r => r.Resource == "busRoutes").ReadBackBy);
        Assert.All(rows.Where(static r => r.State == ScenarioTemplateState.Made), static r => Assert.NotEmpty(r.ReadBackBy));
    }

    private static void StopAtSecond(RecordingJobHost host, JobProgress progress)
    {
        if (host.Shown.Count == 2)
        {
            host.RequestStop();
        }
    }

    private async Task<IReadOnlyList<(string Name, string Text)>> FilesAsync()
    {
        List<(string, string)> files = [];
        foreach (var path in Directory.GetFiles(Folder).Order(StringComparer.Ordinal))
        {
            files.Add((Path.GetFileName(path), Convert.ToHexString(await File.ReadAllBytesAsync(path))));
        }

        return files;
    }

    private Task<IReadOnlyList<BatchScenarioTemplate>> RunAsync(ScenarioRequest request, bool verify = true, bool force = true)
        => _rig.RunAsync(request with { Force = force }, verify: verify);
}
