using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Jobs.Scenarios;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Api;

namespace EdFi.BatchPerf.Unit.Generation;

/// <summary>Trials against a server that fails, or that has less than they need: what is said, and what becomes of the files.</summary>
public sealed class FailingTrialTests : IAsyncLifetime
{
    private readonly HastyTime _time = new() { Leaps = true };
    private readonly TrialRig _rig;
    private Action _sending = static () => { };

    public FailingTrialTests() => _rig = new TrialRig((_, _) => _sending(), _time);

    private string Folder => _rig.Folder;

    private string Learnt => Path.Combine(Folder, ScenarioFiles.LearntName);

    public Task InitializeAsync() => _rig.StartAsync();

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Theory]
    [InlineData(500)]
    [InlineData(429)]
    public async Task A_server_that_fails_for_a_moment_refuses_nothing(int status)
    {
        _sending = () => _rig.Server.Change(o => status == 500 ? o with { ServerErrorRate = 1 } : o with { ThrottleRate = 1 });

        var row = Assert.Single(await _rig.RunAsync(new ScenarioRequest { Resources = ["busRoutes"] }));

        Assert.Equal(ScenarioTemplateState.Made, row.State);
        Assert.StartsWith("it was not tried out: ", row.Reason, StringComparison.Ordinal);
        Assert.Contains($"{status}", row.Reason, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Folder, "busRoutes.json")));
        Assert.DoesNotContain(_rig.Host.Warnings, static w => w.Contains(ScenarioFiles.RefusedSuffix, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_built_in_scenario_that_was_not_tried_out_is_not_refused()
    {
        await _rig.StartAsync(small: false);
        _sending = () => _rig.Server.Change(static o => o with { ServerErrorRate = 1 });

        var row = Assert.Single(await _rig.RunAsync(new ScenarioRequest { Resources = ["students"] }));

        Assert.Equal((ScenarioTemplateState.BuiltIn, true), (row.State, row.Reason?.StartsWith("it was not tried out", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_server_that_answers_no_record_ends_the_trial_and_the_files_stay()
    {
        _sending = () => _rig.Server.Change(static o => o with { DropAfterRate = 1 });

        var problem = await Assert.ThrowsAsync<BatchPerfException>(
            () => _rig.RunAsync(new ScenarioRequest { Resources = ["busRoutes", "programs", "studentProgramAssociations"] }));

        Assert.Equal(("ServerUnreachable", ProblemKind.Connection), (problem.ErrorId, problem.Problem));
        Assert.True(File.Exists(Path.Combine(Folder, "busRoutes.json")));
        Assert.Contains(_rig.Host.Warnings, static w => w.StartsWith("Whether busRoutes {\"", StringComparison.Ordinal) && w.Contains("} are on the server is not known", StringComparison.Ordinal));
    }

    /// <summary>A restart: the connection is refused for a while, by the clock, and then all is well.</summary>
    [Fact]
    public async Task A_server_that_is_silent_for_a_moment_ends_no_trial()
    {
        _sending = () => _rig.Server.Change(static o => o with { DropRate = 1 });
        _time.Waiting = () =>
        {
            if (_time.Waits.Count(static wait => wait >= TimeSpan.FromSeconds(1)) == 3)
            {
                _sending = static () => { };
                _rig.Server.Change(static o => o with { DropRate = 0 });
            }
        };

        var rows = await _rig.RunAsync(new ScenarioRequest { Resources = ["busRoutes", "programs", "studentProgramAssociations", "assessments"] });

        Assert.All(rows, static row => Assert.Equal(ScenarioTemplateState.Verified, row.State));
    }

    /// <summary>A server that asks each record to wait five minutes is not waited for that often.</summary>
    [Fact]
    public async Task A_server_that_asks_to_wait_again_and_again_ends_the_trial_with_rows()
    {
        await _rig.StartAsync(new SimulatorOptions { Dialect = ServerDialect.Newer, BreakerDuration = 300 });
        _sending = () => _rig.Server.Change(static o => o with { BreakerOpen = true });

        var rows = await _rig.RunAsync(new ScenarioRequest());

        Assert.InRange(_time.Waits.Where(static wait => wait.TotalSeconds >= 1).Sum(static wait => wait.TotalMinutes), 5, 15);
        var untried = rows.Where(static row => row.State is not (ScenarioTemplateState.Impossible or ScenarioTemplateState.BuiltIn)).ToList();
        Assert.True(untried.Count > 3);
        Assert.All(untried, static row => Assert.Equal(ScenarioTemplateState.Made, row.State));
        Assert.All(untried, static row => Assert.Contains("the 15 min that a trial takes in all; try it again when the server has time", row.Reason, StringComparison.Ordinal));
        Assert.Contains(_rig.Host.Warnings, static w => w.StartsWith("The trial ended early: ", StringComparison.Ordinal));
    }

    /// <summary>A fixture that the server failed to make is made later in the trial.</summary>
    [Theory]
    [InlineData("server error")]
    [InlineData("broken connection")]
    public async Task A_built_in_fixture_that_fails_for_a_moment_blocks_nothing(string kind)
    {
        await _rig.StartAsync(small: false);
        var failing = kind == "server error"
            ? new SimulatorOptions { ServerErrorRate = 1, FaultScope = FaultScope.All }
            : new SimulatorOptions { DropRate = 1, FaultScope = FaultScope.All };
        _rig.Host.Asked = () => _rig.Server.Change(o => o with { ServerErrorRate = failing.ServerErrorRate, DropRate = failing.DropRate, FaultScope = failing.FaultScope });
        _time.Waiting = () => _rig.Server.Change(static o => o with { ServerErrorRate = 0, DropRate = 0 });

        var rows = await _rig.RunAsync(new ScenarioRequest { Resources = ["courseOfferings", "calendars"], CreateMissing = true });

        Assert.All(rows, static row => Assert.Equal(ScenarioTemplateState.Verified, row.State));
    }

    [Fact]
    public async Task A_server_that_is_away_when_fixtures_are_made_ends_the_trial()
    {
        _rig.Host.Asked = () => _rig.Server.Change(static o => o with { DropRate = 1, FaultScope = FaultScope.All });

        var problem = await Assert.ThrowsAsync<BatchPerfException>(
            () => _rig.RunAsync(new ScenarioRequest { Resources = ["busRoutes", "programs", "studentProgramAssociations"] }));

        Assert.Equal(ProblemKind.Connection, problem.Problem);
        Assert.True(File.Exists(Path.Combine(Folder, "programs.json")));
    }

    [Fact]
    public async Task What_is_created_besides_is_asked_for_and_named_and_what_may_be_misspelt_is_warned_of()
    {
        await _rig.StartAsync(small: false);
        var keys = new FixtureKeys { TermDescriptor = "uri://ed-fi.org/TermDescriptor#Fall Smester" };

        await _rig.RunAsync(new ScenarioRequest { Resources = ["courseOfferings"], CreateMissing = true }, keys);

        Assert.Contains("create descriptors, the school year and the agency where they are missing", Assert.Single(_rig.Host.Questions), StringComparison.Ordinal);
        Assert.Contains("""termDescriptors {"namespace":"uri://ed-fi.org/TermDescriptor","codeValue":"Fall Smester"} created; it stays.""", _rig.Host.Said);
        Assert.Contains(_rig.Host.Said, static text => text.StartsWith("sessions {", StringComparison.Ordinal) && text.EndsWith(" created; it stays.", StringComparison.Ordinal));
        Assert.Contains(_rig.Host.Warnings, static w => w.StartsWith("FixtureKey TermDescriptor: uri://ed-fi.org/TermDescriptor#Fall Smester was not on the server and has been created", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_created_before_an_error_is_named()
    {
        await _rig.StartAsync(small: false);
        var keys = new FixtureKeys { SchoolYear = 2099, TermDescriptor = "uri://ed-fi.org/NoSuchKindDescriptor#Fall" };

        await Assert.ThrowsAsync<BatchPerfException>(() => _rig.RunAsync(new ScenarioRequest { Resources = ["courseOfferings"], CreateMissing = true }, keys));

        Assert.Contains("""schoolYearTypes {"schoolYear":2099} created; it stays.""", _rig.Host.Said);
    }

    [Fact]
    public async Task Lessons_are_added_to_what_the_file_has_however_much_that_is()
    {
        await _rig.StartAsync(new SimulatorOptions { ServedRequired = ServedRequired.None });
        Directory.CreateDirectory(Folder);
        var before = string.Concat(Enumerable.Range(0, 2_100).Select(static i => $"elsewhere $.value{i}: value{i} is required.\n"));
        await File.WriteAllTextAsync(Learnt, before[..^1]); // without the end of its last line

        await _rig.RunAsync(new ScenarioRequest { Resources = ["studentAssessments"] });

        var after = await File.ReadAllTextAsync(Learnt);
        Assert.StartsWith(before, after, StringComparison.Ordinal);
        Assert.Contains($"# from {_rig.Server.BaseUrl}, data standard ", after[before.Length..], StringComparison.Ordinal);
        Assert.Contains(" is required.", after[before.Length..], StringComparison.Ordinal);
        await _rig.RunAsync(new ScenarioRequest { Resources = ["studentAssessments"], Force = true });
        Assert.Equal(after, await File.ReadAllTextAsync(Learnt));
    }

    [Fact]
    public async Task Lessons_of_another_server_are_warned_of_and_doubted_where_nothing_can_be_made()
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Learnt, "# from http://other/, data standard 4.0.0\nfiscalPeriods $.note: note is required.\n");

        var rows = await _rig.RunAsync(new ScenarioRequest { Resources = ["fiscalPeriods", "busRoutes"] }, verify: false);

        Assert.Contains("was learnt elsewhere (http://other/, data standard 4.0.0)", Assert.Single(_rig.Host.Warnings), StringComparison.Ordinal);
        Assert.Contains($"Lessons of _learnt.txt in {Folder} that count: 1.", _rig.Host.Said);
        Assert.EndsWith("delete that file, or its lines of fiscalPeriods", rows.Single(static r => r.State == ScenarioTemplateState.Impossible).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_a_resource_that_the_preset_lacks_here_stays_without_force()
    {
        Directory.CreateDirectory(Folder);
        var mine = Path.Combine(Folder, "grades.json");
        await File.WriteAllTextAsync(mine, "{}");

        var problem = await Assert.ThrowsAsync<BatchPerfException>(() => _rig.RunAsync(new ScenarioRequest { Preset = "StateRoster" }, verify: false));

        Assert.Equal(("ScenarioFileExists", true), (problem.ErrorId, File.Exists(mine)));
    }
}
