using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Execution;

namespace EdFi.BatchPerf.Unit.Documents;

public sealed class PrerequisiteTests
{
    internal static readonly string[] Required =
    [
        "uri://ed-fi.org/EducationOrganizationCategoryDescriptor#School",
        "uri://ed-fi.org/GradeLevelDescriptor#Ninth grade",
        "uri://ed-fi.org/TermDescriptor#Fall Semester",
        "uri://ed-fi.org/CourseIdentificationSystemDescriptor#LEA course code",
    ];

    internal static readonly string[] ForAgency =
    [
        "uri://ed-fi.org/EducationOrganizationCategoryDescriptor#Local Education Agency",
        "uri://ed-fi.org/LocalEducationAgencyCategoryDescriptor#Independent",
    ];

    internal static FakeServer Ready() => new FakeServer()
        .WithDescriptors(Required)
        .WithDescriptors(ForAgency)
        .With("schoolYearTypes", """{"schoolYear":2025}""")
        .With("localEducationAgencies", """{"localEducationAgencyId":255901,"nameOfInstitution":"Grand Bend ISD"}""");

    private static Task<PrerequisiteReport> Check(FakeServer server, FixtureKeys? keys = null, params string[] more)
        => PrerequisiteCheck.RunAsync(server, keys ?? new FixtureKeys(), more.Select(static uri => new DescriptorUse(uri, Place: null)));

    /// <summary>What the server has, what the template names, and what is said of it.</summary>
    public static TheoryData<string[], string, string> Misspelt { get; } = new()
    {
        { ["IEP", "Teacher"], "IEB", "near it: uri://ed-fi.org/CalendarTypeDescriptor#IEP" },
        { ["Student Specific", "Student specific (old)"], "StudentSpecific", "near it: uri://ed-fi.org/CalendarTypeDescriptor#Student Specific" },
        { ["IEP", "Teacher"], "Something else", "the server has 2 others of its type, such as uri://ed-fi.org/CalendarTypeDescriptor#IEP" },
        { [], "IEP", "the server shows no calendarTypeDescriptors" },
    };

    [Theory, MemberData(nameof(Misspelt))]
    public async Task A_descriptor_that_a_template_misspells_is_named_with_its_line_and_the_nearest(string[] there, string code, string says)
    {
        var server = Ready().WithDescriptors([.. there.Select(static c => $"uri://ed-fi.org/CalendarTypeDescriptor#{c}")]);
        var use = new DescriptorUse($"uri://ed-fi.org/CalendarTypeDescriptor#{code}", "calendars.json(9)");

        var report = await PrerequisiteCheck.RunAsync(server, new FixtureKeys(), [use]);
        var error = Assert.Throws<BatchPerfException>(report.ThrowIfMissing);

        Assert.Contains($"calendars.json(9): {use.Uri} is not on the server; {says}", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("Correct the templates", error.NextStep, StringComparison.Ordinal);
    }

    /// <summary>A fixture key, a value of it that the server does not have, and what is said of it.</summary>
    public static TheoryData<object, string> MisspeltKeys { get; } = new()
    {
        { new FixtureKeys { TermDescriptor = "uri://ed-fi.org/TermDescriptor#Fall Smester" }, "FixtureKey TermDescriptor: uri://ed-fi.org/TermDescriptor#Fall Smester is not on the server; near it: uri://ed-fi.org/TermDescriptor#Fall Semester" },
        { new FixtureKeys { GradeLevelDescriptor = "uri://ed-fi.org/GradeLevelDescriptor#Nineth grade" }, "FixtureKey GradeLevelDescriptor: uri://ed-fi.org/GradeLevelDescriptor#Nineth grade is not on the server; near it: uri://ed-fi.org/GradeLevelDescriptor#Ninth grade" },
        { new FixtureKeys { LocalEducationAgencyId = 5, LocalEducationAgencyCategoryDescriptor = "uri://ed-fi.org/LocalEducationAgencyCategoryDescriptor#Indpendent" }, "FixtureKey LocalEducationAgencyCategoryDescriptor: uri://ed-fi.org/LocalEducationAgencyCategoryDescriptor#Indpendent is not on the server; near it: uri://ed-fi.org/LocalEducationAgencyCategoryDescriptor#Independent" },
        { new FixtureKeys { CourseIdentificationSystemDescriptor = "uri://ed-fi.org/CourseIdentificationSystemDescriptor#LEA code" }, "FixtureKey CourseIdentificationSystemDescriptor: uri://ed-fi.org/CourseIdentificationSystemDescriptor#LEA code is not on the server; the server has 1 other of its type, such as uri://ed-fi.org/CourseIdentificationSystemDescriptor#LEA course code" },
    };

    [Theory, MemberData(nameof(MisspeltKeys))]
    public async Task A_descriptor_that_a_fixture_key_misspells_is_named_with_the_key_and_the_nearest(object keys, string says)
    {
        var report = await Check(Ready(), (FixtureKeys)keys);
        var error = Assert.Throws<BatchPerfException>(report.ThrowIfMissing);

        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("Correct the fixture keys where a descriptor is misspelt. ", error.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fixture_key_that_a_template_uses_too_is_named_with_both()
    {
        var keys = new FixtureKeys { TermDescriptor = "uri://ed-fi.org/TermDescriptor#Fall Smester" };

        var report = await PrerequisiteCheck.RunAsync(Ready(), keys, [new DescriptorUse(keys.TermDescriptor, "a.json(3)")]);

        Assert.Equal("a.json(3), FixtureKey TermDescriptor", Assert.Single(report.Missing).Place);
    }

    [Fact]
    public async Task A_line_of_a_template_that_makes_many_descriptors_up_is_one_line_of_the_message()
    {
        var report = await PrerequisiteCheck.RunAsync(
            Ready(),
            new FixtureKeys(),
            Enumerable.Range(1, 28).Select(static i => new DescriptorUse($"uri://ed-fi.org/CalendarTypeDescriptor#Made up {i}", "a.json(3)")));
        var error = Assert.Throws<BatchPerfException>(report.ThrowIfMissing);

        Assert.StartsWith("28 prerequisites of the load are missing", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, error.Message.Split(Environment.NewLine).Length);
        Assert.EndsWith("; and 27 others of the same line are not there either", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Descriptors_of_several_types_in_one_line_of_a_template_are_all_named()
    {
        string[] types = ["CalendarTypeDescriptor", "GradeLevelDescriptor", "TermDescriptor", "ClassroomPositionDescriptor"];
        var server = Ready().WithDescriptors([.. types.Select(static type => $"uri://ed-fi.org/{type}#There")]);
        var report = await PrerequisiteCheck.RunAsync(
            server,
            new FixtureKeys(),
            types.Select(static type => new DescriptorUse($"uri://ed-fi.org/{type}#Not at all", "a.json(1)")));
        var error = Assert.Throws<BatchPerfException>(report.ThrowIfMissing);

        Assert.All(types, type => Assert.Contains($"uri://ed-fi.org/{type}#Not at all is not", error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("CalendarTypDescriptor", "; near it: CalendarTypeDescriptor")]
    [InlineData("GradelLevelDescriptor", "; near it: GradeLevelDescriptor")]
    [InlineData("QuiteAnotherDescriptor", "so the server has no such type")]
    public async Task A_type_of_descriptors_that_the_server_does_not_have_is_named_with_the_nearest_that_it_has(string type, string says)
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions());
        using var connection = await Load.ConnectAsync(server);

        var report = await PrerequisiteCheck.RunAsync(connection.GetResources(), new FixtureKeys(), [new DescriptorUse($"uri://ed-fi.org/{type}#IEP", "a.json(3)")]);

        Assert.EndsWith(says, Assert.Single(report.Missing, static m => m.HasNoType).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_with_everything_lacks_nothing()
    {
        var report = await Check(Ready());
        Assert.Empty(report.Missing);
        report.ThrowIfMissing();
    }

    [Fact]
    public async Task Everything_that_is_missing_is_named_at_once()
    {
        var report = await Check(new FakeServer().With("schoolYearTypes", """{"schoolYear":2024}"""));
        var error = Assert.Throws<BatchPerfException>(report.ThrowIfMissing);
        Assert.Equal("PrerequisitesMissing", error.ErrorId);
        Assert.Equal(ProblemKind.MissingPrerequisite, error.Problem);
        Assert.All([.. Required, .. ForAgency], uri => Assert.Contains(uri, error.Message, StringComparison.Ordinal));
        Assert.Contains("school year 2025 (the server has 2024)", error.Message, StringComparison.Ordinal);
        Assert.Contains("local education agency 255901", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("8 prerequisites of the load are missing", error.Message, StringComparison.Ordinal);
        Assert.Contains("SchoolYear chooses another", error.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Optional_descriptors_are_never_missing_but_are_said_to_be_there()
    {
        const string Country = "uri://ed-fi.org/CountryDescriptor#US";
        Assert.Contains((await Check(Ready())).Items, static i => i is { Key: Country, Required: false, Present: false });
        var report = await Check(Ready().WithDescriptors(Country));
        Assert.Contains(Country, report.AvailableDescriptors);
    }

    [Fact]
    public async Task A_query_that_finds_nothing_is_held_against_the_list()
    {
        var server = Ready();
        server.BlindQueries.UnionWith(["schoolYearTypes", "termDescriptors", "localEducationAgencies"]);
        Assert.Empty((await Check(server)).Missing);
    }

    [Theory]
    [InlineData(500, 500)]
    [InlineData(3, 500)]
    [InlineData(500, 100)]
    public async Task The_list_is_read_to_its_end_however_the_server_pages(int cap, int maxLimit)
    {
        var server = new FakeServer { PageCap = cap, MaxLimit = maxLimit }.WithDescriptors(Required).With("localEducationAgencies", """{"localEducationAgencyId":255901}""");
        for (var year = 1901; year <= 2025; year++)
        {
            server.With("schoolYearTypes", $$"""{"schoolYear":{{year}}}""");
        }

        server.BlindQueries.Add("schoolYearTypes");
        Assert.Empty((await Check(server)).Missing);
    }

    [Fact]
    public async Task A_server_that_ignores_offsets_does_not_keep_us_for_ever()
    {
        var server = new FakeServer { IgnoreOffset = true }.With("schoolYearTypes", """{"schoolYear":2024}""");
        Assert.Contains((await Check(server)).Missing, static m => m.Kind == PrerequisiteKind.SchoolYear);
        Assert.InRange(server.Reads.Count, 1, 60);
    }

    [Fact]
    public async Task Descriptors_are_found_whatever_their_letter_case()
    {
        var server = new FakeServer().WithDescriptors([.. Required.Select(static uri => uri.Replace("School", "SCHOOL", StringComparison.Ordinal).Replace("Fall", "fall", StringComparison.Ordinal))]);
        Assert.DoesNotContain((await Check(server)).Missing, static m => m.Key.Contains("Fall", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_states_course_code_stands_in_for_the_agencys()
    {
        var server = new FakeServer().WithDescriptors("uri://ed-fi.org/CourseIdentificationSystemDescriptor#State course code");
        Assert.DoesNotContain((await Check(server)).Missing, static m => m.Resource == "courseIdentificationSystemDescriptors");
    }

    [Fact]
    public async Task An_agency_that_is_there_needs_no_descriptors_of_its_own()
    {
        var server = new FakeServer().WithDescriptors(Required).With("schoolYearTypes", """{"schoolYear":2025}""").With("localEducationAgencies", """{"localEducationAgencyId":255901}""");
        Assert.Empty((await Check(server)).Missing);
    }

    [Fact]
    public async Task Descriptors_of_a_scenario_are_required_too()
    {
        const string Calendar = "uri://ed-fi.org/CalendarTypeDescriptor#IEP";
        Assert.Equal(Calendar, Assert.Single((await Check(Ready(), null, Calendar)).Missing).Key);
    }

    [Fact]
    public async Task What_may_not_be_read_is_not_called_missing()
    {
        var server = Ready();
        server.Refuse["GET termDescriptors"] = 403;
        var report = await Check(server);
        Assert.Empty(report.Missing);
        var term = report.Items.Single(static i => i.Resource == "termDescriptors");
        Assert.False(term.Checked);
        Assert.Contains("403", term.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_templates_descriptor_of_a_type_that_the_server_does_not_have_is_missing_and_never_sent()
    {
        var server = Ready();
        server.Refuse["GET calendarTypDescriptors"] = 404;
        Task<FixtureReport> MakeAsync(bool whatIf) => FixtureSet.InitializeAsync(server, new FixtureKeys(), new FixtureOptions
        {
            CreateMissing = true,
            WhatIf = whatIf,
            ScenarioDescriptors = [new DescriptorUse("uri://ed-fi.org/CalendarTypDescriptor#IEP", "calendars.json(9)")],
        });

        await MakeAsync(whatIf: true);
        var error = await Assert.ThrowsAsync<BatchPerfException>(() => MakeAsync(whatIf: false));

        Assert.Equal("PrerequisitesMissing", error.ErrorId);
        Assert.Contains("calendars.json(9)", error.Message, StringComparison.Ordinal);
        Assert.Contains("no such type", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("Correct the templates", error.NextStep, StringComparison.Ordinal);
        Assert.DoesNotContain("POST calendarTypDescriptors", server.Writes);
    }

    [Fact]
    public async Task A_type_of_the_built_in_fixtures_that_answers_404_may_be_hidden_and_is_neither_missing_nor_sent()
    {
        var server = Ready();
        server.Refuse["GET termDescriptors"] = 404;

        Assert.Empty((await Check(server)).Missing);
        await FixtureSet.InitializeAsync(server, new FixtureKeys(), new FixtureOptions { CreateMissing = true });

        Assert.DoesNotContain("POST termDescriptors", server.Writes);
    }

    [Fact]
    public async Task A_broken_server_is_reported_as_such()
    {
        var server = Ready();
        server.Refuse["GET schoolYearTypes"] = 500;
        var error = await Assert.ThrowsAsync<BatchPerfException>(() => Check(server));
        Assert.Equal("LookupFailed", error.ErrorId);
        Assert.Contains("GET schoolYearTypes answered 500", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_writes_nothing()
    {
        var server = new FakeServer();
        await Check(server);
        Assert.Empty(server.Writes);
    }
}
