using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.Generation;

namespace EdFi.BatchPerf.Unit.Generation;

/// <summary>Scenarios of a small server's resources, in both styles of its OpenAPI document.</summary>
public sealed class SmallScenarioTests
{
    /// <summary>Resource, what carries the key, how, and the parents that each record makes.</summary>
    public static TheoryData<string, string, string> Resources { get; } = new()
    {
        { "students", "students.studentUniqueId", "" },
        { "localEducationAgencies", "localEducationAgencies.localEducationAgencyId", "" },
        { "schools", "schools.schoolId", "" },
        { "sessions", "sessions.sessionName", "" },
        { "classPeriods", "classPeriods.classPeriodName", "" },
        { "courses", "courses.courseCode", "" },
        { "courseOfferings", "courseOfferings.localCourseCode", "" },
        { "sections", "sections.sectionIdentifier", "" },
        { "studentSchoolAssociations", "students.studentUniqueId", "students" },
        { "feederSchoolAssociations", "schools.schoolId", "schools" },
        { "programs", "programs.programName", "" },
        { "studentProgramAssociations", "students.studentUniqueId", "students" },
        { "programParticipations", "students.studentUniqueId", "students, studentProgramAssociations" },
        { "assessments", "assessments.assessmentIdentifier", "" },
        { "studentAssessments", "studentAssessments.studentAssessmentIdentifier", "" },
        { "busRoutes", "busRoutes.busRouteNumber", "" },
    };

    [Theory, MemberData(nameof(Resources))]
    public void The_key_lies_in_the_documents_own_text_or_in_the_fewest_fresh_parents(string segment, string unique, string parents)
    {
        foreach (var published in new[] { false, true })
        {
            var made = Making.Small(published).Make(segment);

            Assert.Equal(unique, made.Uniqueness.ToString());
            Assert.Equal(parents, string.Join(", ", made.Before.Select(static b => b.Resource.Segment)));
            Assert.Equal(3 + (2 * made.Before.Count), made.Operations);
        }
    }

    [Theory, MemberData(nameof(Resources))]
    public void With_pooled_parents_a_record_takes_three_operations_and_names_the_parents_key(string segment, string unique, string parents)
    {
        var making = Making.Small();
        var made = making.PooledMaker.Make(making.Resource(segment));
        var template = JsonNode.Parse(TemplateWriter.Scenario(made, []))!;

        Assert.Equal((unique, 3), (made.Uniqueness.ToString(), made.Operations));
        Assert.Equal(parents, string.Join(", ", (template["before"]?.AsArray() ?? []).Where(static b => (bool)b!["reuse"]!).Select(static b => (string?)b!["resource"])));
        Assert.Equal(parents.Length > 0, template.ToJsonString().Contains("reused.key", StringComparison.Ordinal));
        Assert.Equal(parents.Length == 0, template.ToJsonString().Contains("{{key", StringComparison.Ordinal) || template.ToJsonString().Contains("{{#key", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("fiscalPeriods")]
    [InlineData("schoolYearTypes")]
    [InlineData("dimensions")]
    [InlineData("reviews")]
    public void What_cannot_carry_the_key_or_be_named_is_said_to_be_impossible(string segment)
        => Assert.NotEmpty(Assert.Throws<FormatException>(() => Making.Small().Make(segment)).Message);

    [Fact]
    public void Numbers_of_64_bits_carry_the_key_as_a_number()
        => Assert.Contains("\"schoolId\": \"{{#key}}\"", Making.Small().Text("schools"), StringComparison.Ordinal);

    [Fact]
    public void Text_of_less_than_28_characters_carries_the_short_key()
        => Assert.Contains("\"busRouteNumber\": \"{{key(16)}}\"", Making.Small().Text("busRoutes"), StringComparison.Ordinal);

    [Fact]
    public void A_role_takes_the_descriptor_with_the_longest_name_that_is_its_end()
    {
        var text = Making.Small(known: ("gradeLevelDescriptor", ["uri://ed-fi.org/GradeLevelDescriptor#Ninth grade"])).Text("studentSchoolAssociations");

        Assert.Contains("uri://ed-fi.org/GradeLevelDescriptor#Ninth grade", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_schools_one_is_the_records_own_and_the_other_the_fixture()
    {
        var document = Making.Small().Make("feederSchoolAssociations").Main.Content;

        Assert.Equal("{{#key}}", (string?)document["schoolReference"]!["schoolId"]);
        Assert.Equal("{{#fixture.schoolId}}", (string?)document["feederSchoolReference"]!["schoolId"]);
    }

    [Fact]
    public void Fixtures_are_made_after_those_that_they_need()
    {
        var making = Making.Small();
        var made = making.Model.Resources.Select(static r => r.Segment).Where(static s => s is "programParticipations" or "studentAssessments" or "sections")
            .Select(making.Make);

        var names = making.Maker.Fixtures(made).Select(static f => f.Resource.Segment).ToList();

        Assert.Equal(names.Distinct(), names);
        Assert.DoesNotContain("schools", names);
        Assert.True(names.IndexOf("programs") >= 0, string.Join(", ", names));
    }

    [Fact]
    public void Equal_metadata_gives_equal_files()
    {
        foreach (var (segment, _, _) in Resources.Select(static r => ((string)r[0], r[1], r[2])))
        {
            Assert.Equal(Making.Small().Text(segment), Making.Small().Text(segment));
        }
    }

    [Fact]
    public void Where_there_is_nothing_but_the_identity_the_update_changes_nothing()
    {
        Assert.Null(Making.Small().Make("programParticipations").Update);
        Assert.Contains("\"update\": \"unchanged\"", Making.Small().Text("programParticipations"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_document_holds_more_and_needs_no_further_fixtures()
    {
        var making = Making.Small();
        var (minimal, full) = (making.Make("busRoutes"), making.FullMaker.Make(making.Resource("busRoutes")));

        Assert.True(full.Main.Content.Count > minimal.Main.Content.Count);
        Assert.Equal(
            making.Maker.Fixtures([minimal]).Select(static f => f.Resource.Segment),
            making.FullMaker.Fixtures([full]).Select(static f => f.Resource.Segment));
    }
}
