using System.Management.Automation;
using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Hosted.Fixtures;

/// <summary>Servers that lack what fixtures stand on, each its own.</summary>
public sealed class InitializeBatchFixturesTests(Rig rig) : IClassFixture<Rig>
{
    private const string Initialize = "Initialize-BatchFixtures -Connection $dms";
    private static readonly string[] Chain = ["localEducationAgencies", "schools", "courses", "sessions", "courseOfferings", "classPeriods", "locations"];
    private readonly Session _session = rig.Session;

    [Fact]
    public async Task All_that_is_missing_is_named_at_once_and_nothing_is_written()
    {
        await using var bare = await rig.UseAsync(new() { Prerequisites = Prerequisites.None });

        var problem = Missing(Initialize, "*EducationOrganizationCategoryDescriptor#School*-CreateMissing*").ToString();

        Assert.All(
            ["GradeLevelDescriptor#Ninth grade", "TermDescriptor#Fall Semester", "CourseIdentificationSystemDescriptor", "school year 2025", "local education agency 255901"],
            part => Assert.Contains(part, problem, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(0, bare.Counts().Documents.Total);
    }

    [Theory]
    [InlineData("Initialize-BatchFixtures -Connection $dms")]
    [InlineData("Remove-BatchFixtures -Connection $dms -WhatIf")]
    public async Task What_the_server_honours_is_in_the_verbose_stream_and_in_each_fixture(string command)
    {
        await using var other = await rig.UseAsync(new());
        _session.Run("$null = Initialize-BatchFixtures -Connection $dms"); // of what is not there nothing can be learnt

        var ran = _session.Run(command + " -Verbose");

        Session.AssertLike("*Reading back courses: *'courseCode' work*", ran.Verbose);
        var course = Assert.Single(ran.Output.Select(static o => (BatchFixture)o.BaseObject), static f => f.Resource == "courses");
        Session.AssertLike("*'courseCode' work*", course.ReadBack!);
    }

    [Fact]
    public async Task The_one_descriptor_that_is_missing_is_named_and_no_other()
    {
        await using var other = await rig.UseAsync(new() { Missing = "uri://ed-fi.org/TermDescriptor#Fall Semester" });

        Assert.DoesNotContain("GradeLevel", Missing(Initialize, "1 prerequisite of the load is missing*TermDescriptor#Fall Semester*").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_school_years_that_there_are_instead_are_named()
    {
        await using var other = await rig.UseAsync(new() { MissingSchoolYears = "2025" });

        Missing(Initialize, "*school year 2025*2026*SchoolYear*");
    }

    [Fact]
    public async Task What_is_missing_is_created_on_request_where_the_claim_set_allows_it()
    {
        await using var other = await rig.UseAsync(new() { Prerequisites = Prerequisites.None, ClaimSet = ClaimSet.Full });

        var fixtures = _session.Run<BatchFixture>($"{Initialize} -CreateMissing");

        Assert.All(fixtures, static fixture => Assert.Equal(FixtureState.Created, fixture.State));
        Assert.Equal(Chain, fixtures.TakeLast(7).Select(static fixture => fixture.Resource));
        Assert.All(_session.Run<BatchFixture>(Initialize), static fixture => Assert.Equal(FixtureState.Existing, fixture.State));
    }

    [Fact]
    public async Task What_was_created_before_an_error_is_named_in_a_warning()
    {
        await using var other = await rig.UseAsync(new() { ClaimSet = ClaimSet.Full, Forbid = "courses" });

        var ran = _session.Try($"{Initialize} -CreateMissing -SchoolYear 2099");

        Assert.Equal("FixtureRefused", ran.Problem?.FullyQualifiedErrorId.Split(',')[0]);
        Session.AssertLike("*Created before that, and still on the server: schoolYearTypes {*2099}; *schools {*", ran.Warnings);
    }

    [Fact]
    public async Task A_descriptor_that_is_created_and_may_be_misspelt_is_warned_of()
    {
        await using var other = await rig.UseAsync(new() { ClaimSet = ClaimSet.Full });

        var ran = _session.Run($"{Initialize} -CreateMissing -FixtureKey @{{ TermDescriptor = 'uri://ed-fi.org/TermDescriptor#Fall Smester' }}");

        Session.AssertLike("*FixtureKey TermDescriptor: *#Fall Smester was not on the server and has been created; near it: *", ran.Warnings);
    }

    [Fact]
    public async Task What_the_claim_set_did_not_let_us_create_is_named()
    {
        await using var other = await rig.UseAsync(new() { Prerequisites = Prerequisites.None, Forbid = "descriptors;schoolYearTypes" });

        Missing($"{Initialize} -CreateMissing", "*the server refused to create them*GradeLevelDescriptor#Ninth grade*403*claim set*");
    }

    [Fact]
    public async Task A_fixture_that_may_not_be_created_is_named()
    {
        await using var other = await rig.UseAsync(new() { Forbid = "courses" });

        _session.Fails(Initialize, "FixtureRefused", ErrorCategory.AuthenticationError, "POST courses *403*claim set*");
    }

    [Fact]
    public async Task WhatIf_writes_nothing_and_says_what_would_be_done()
    {
        await using var other = await rig.UseAsync(new() { Prerequisites = Prerequisites.Partial });

        var fixtures = _session.Run<BatchFixture>($"{Initialize} -WhatIf");
        var creating = _session.Run<BatchFixture>($"{Initialize} -CreateMissing -WhatIf");
        _session.Run($"& {{ $WhatIfPreference = $true; {Initialize} }}");

        Assert.True(fixtures.Count > 7);
        Assert.Equal([FixtureState.Missing, FixtureState.WouldCreate], fixtures.Select(static fixture => fixture.State).Distinct().OrderBy(static state => state.ToString(), StringComparer.Ordinal));
        Assert.DoesNotContain(creating, static fixture => fixture.State == FixtureState.Created);
        Assert.Equal(0, other.Counts().Documents.Total);
        Assert.DoesNotContain(other.Counts().Resources.Keys, static request => request.Contains("POST", StringComparison.Ordinal) || request.Contains("PUT", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("@{ SchoolNumber = 1 }", "*'SchoolNumber'*SchoolId*")]
    [InlineData("@{ SchoolId = 'many' }", "*'many'*SchoolId*")]
    [InlineData("@{ CourseCode = 'x' * 61 }", "*60*")]
    public void A_key_that_is_not_known_or_does_not_fit_is_refused(string keys, string like)
        => _session.Fails($"{Initialize} -FixtureKey {keys}", "FixtureKeyInvalid", ErrorCategory.InvalidArgument, like);

    [Theory]
    [InlineData("-Connection $null")]
    [InlineData("-Connection $dms -SchoolYear 20")]
    [InlineData("-Connection $dms -LocalEducationAgencyId -1")]
    public void A_value_that_cannot_be_bound_is_refused(string parameters) => _session.CannotBind($"Initialize-BatchFixtures {parameters}");

    private ErrorRecord Missing(string script, string like) => _session.Fails(script, "PrerequisitesMissing", ErrorCategory.ObjectNotFound, like);
}
