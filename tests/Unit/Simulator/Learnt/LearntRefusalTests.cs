using System.Text.Json.Nodes;

namespace EdFi.BatchPerf.Unit.Simulator.Learnt;

/// <summary>What a learnt model refuses, in a DMS's words: each case is a good document with one thing replaced.</summary>
public sealed class LearntRefusalTests : IAsyncLifetime
{
    private const string NoReference = "urn:ed-fi:api:data-conflict:unresolved-reference";
    private SmallServer _served = null!;
    private SmallServer _published = null!;

    /// <summary>Segment, what is replaced by what, status, and what the answer says: a path and its message, or a detail.</summary>
    public static TheoryData<string, string, string, int, string> Cases => new()
    {
        // required, at every depth; the path names the object around and nothing more
        { "schools", "\"nameOfInstitution\":\"S\",", "", 400, "$.nameOfInstitution|nameOfInstitution is required." },
        { "schools", "\"city\":\"Austin\",", "", 400, "$.0.city|city is required." },
        { "schools", "\"beginDate\":\"2024-01-01\"", "\"endDate\":\"2024-01-01\"", 400, "$.0.beginDate|beginDate is required." },
        { "sections", "\"localCourseCode\":\"A\",", "", 400, "$.courseOfferingReference.localCourseCode|localCourseCode is required." },
        { "sections", "\"classPeriodName\":\"01\",", "", 400, "$.classPeriodReference.classPeriodName|classPeriodName is required." },
        { "sections", "[{\"classPeriodReference\":{\"classPeriodName\":\"01\",\"schoolId\":1}}]", "[{\"classPeriodReference\":null}]", 400, "$.0.classPeriodReference|classPeriodReference is required." },
        { "assessments", "\"title\":\"C\",", "", 400, "$.contentStandard.title|title is required." },
        { "studentAssessments", "[{\"performanceLevelDescriptor\":\"uri://ed-fi.org/PerformanceLevelDescriptor#Other\"}]", "[]", 400, "$.levels|levels Value should have at least 1 items" },
        { "courses", "[{\"courseIdentificationSystemDescriptor\":\"uri://ed-fi.org/CourseIdentificationSystemDescriptor#LEA course code\",\"identificationCode\":\"A\"}]", "[{}]", 400, "$.identificationCodes|identificationCodes is required." },

        // types, formats, lengths, bounds: the path is the property's name alone
        { "schools", "\"city\":\"Austin\"", "\"city\":7", 400, "$.city|city Value is \"integer\" but should be \"string\"" },
        { "schools", "\"city\":\"Austin\"", "\"city\":\"A\"", 400, "$.city|city Value should be at least 2 characters" },
        { "schools", "\"schoolId\":1", "\"schoolId\":\"1\"", 400, "$.schoolId|schoolId Value is \"string\" but should be \"integer\"" },
        { "students", "\"s1\"", "\"123456789012345678901234567890123\"", 400, "$.studentUniqueId|studentUniqueId Value should be at most 32 characters" },
        { "students", "2010-05-06", "2010-5-6", 400, "$.birthDate|birthDate Value does not match format \"date\"" },
        { "classPeriods", "08:00:00", "8:00", 400, "$.startTime|startTime Value does not match format \"time\"" },
        { "assessments", "2025-01-02T03:04:05Z", "2025-01-02", 400, "$.revisedAt|revisedAt Value does not match format \"date-time\"" },
        { "assessments", "2025-01-02T03:04:05Z", "2025-01-02T03:04:05", 400, "$.revisedAt|revisedAt Value does not match format \"date-time\"" },
        { "courses", "\"numberOfParts\":8", "\"numberOfParts\":9", 400, "$.numberOfParts|numberOfParts 9 should be at most 8" },
        { "courses", "\"numberOfParts\":8", "\"numberOfParts\":0", 400, "$.numberOfParts|numberOfParts 0 should be at least 1" },
        { "sections", "\"availableCredits\":0", "\"availableCredits\":-0.5", 400, "$.availableCredits|availableCredits -0.5 should be at least 0" },
        { "fiscalPeriods", "2147483647", "2147483648", 400, "$.fiscalPeriodId|fiscalPeriodId 2147483648 should be at most 2147483647" },
        { "dimensions", "2040", "2041", 400, "$.fiscalYear|fiscalYear 2041 should be at most 2040" },
        { "dimensions", "12345678", "123456789", 400, "$.code|code Value should be at most 8 characters" },
        { "assessments", "uri://x", "urix", 400, "$.namespace|namespace Value should be at least 5 characters" },

        // descriptors: the type is that of the role
        { "studentSchoolAssociations", "GradeLevelDescriptor#Ninth grade", "GradeLevelDescriptor#Nope", 400, "$.entryGradeLevelDescriptor|GradeLevelDescriptor value 'uri://ed-fi.org/gradeleveldescriptor#nope' does not exist." },
        { "studentSchoolAssociations", "GradeLevelDescriptor#Ninth grade", "LevelDescriptor#Other", 400, "$.entryGradeLevelDescriptor|GradeLevelDescriptor value 'uri://ed-fi.org/leveldescriptor#other' does not exist." },
        { "studentAssessments", "PerformanceLevelDescriptor#Other", "PerformanceLevelDescriptor#No", 400, "$.results[0].levels[0].performanceLevelDescriptor|PerformanceLevelDescriptor value 'uri://ed-fi.org/performanceleveldescriptor#no' does not exist." },

        // references: the answer names the resource, not the path
        { "sessions", "\"schoolYear\":2025", "\"schoolYear\":2099", 409, "The referenced SchoolYearType item(s) do not exist." },
        { "courses", "\"educationOrganizationId\":255901", "\"educationOrganizationId\":9", 409, "The referenced EducationOrganization item(s) do not exist." },
        { "assessments", "{\"educationOrganizationId\":1}", "{\"educationOrganizationId\":9}", 409, "The referenced EducationOrganization item(s) do not exist." },
        { "programParticipations", "2024-08-15", "2024-08-17", 409, "The referenced GeneralStudentProgramAssociation item(s) do not exist." },
        { "sections", "\"classPeriodName\":\"01\"", "\"classPeriodName\":\"02\"", 409, "The referenced ClassPeriod item(s) do not exist." },

        // what has to agree
        { "courseOfferings", "\"schoolReference\":{\"schoolId\":1}", "\"schoolReference\":{\"schoolId\":2}", 400, "$.sessionReference.schoolId|All values supplied for 'schoolId' must match. Review all references (including those higher up in the resource's data) and align the following conflicting values: '1', '2'" },
        { "sections", "\"classPeriodName\":\"01\",\"schoolId\":1", "\"classPeriodName\":\"01\",\"schoolId\":2", 400, "$.classPeriods[*].classPeriodReference.schoolId|All values supplied for 'schoolId' must match. Review all references (including those higher up in the resource's data) and align the following conflicting values: '1', '2'" },
    };

    public async Task InitializeAsync()
    {
        _served = await SmallServer.StartAsync(published: false);
        _published = await SmallServer.StartAsync(published: true);
        foreach (var server in new[] { _served, _published })
        {
            var (status, text) = await server.BatchAsync(SmallDocuments.All.Select(static d => d.Create));
            Assert.Equal((200, text), (status, text));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_document_with_one_mistake_is_refused_in_a_servers_words(string segment, string good, string bad, int status, string said)
    {
        var document = SmallDocuments.Of(segment);
        Assert.Contains(good, document.Document, StringComparison.Ordinal);
        foreach (var server in new[] { _served, _published })
        {
            var single = await server.SendAsync(HttpMethod.Post, document.Path, document.Document.Replace(good, bad, StringComparison.Ordinal));
            Assert.Equal((status, single.Text), (single.Status, single.Text));
            AssertSays(JsonNode.Parse(single.Text)!, said);

            var batch = await server.BatchAsync(document.Create.Replace(good, bad, StringComparison.Ordinal));
            Assert.Equal(status, batch.Status);
            AssertSays(JsonNode.Parse(batch.Text)!["failedOperation"]!["problem"]!, said);
        }
    }

    [Theory]
    [InlineData("feederSchoolAssociations", "{\"beginDate\":\"2024-08-15\",\"schoolId\":2}", 404)]
    [InlineData("feederSchoolAssociations", "{\"beginDate\":\"2024-08-15\",\"schoolReference\":{\"schoolId\":1}}", 400)]
    [InlineData("feederSchoolAssociations", "{\"beginDate\":\"2024-08-15\",\"feederSchoolReference\":{\"schoolId\":1},\"schoolReference\":{\"schoolId\":1}}", 200)]
    [InlineData("studentSpecialProgramAssociations", "{\"beginDate\":\"2024-08-16\",\"educationOrganizationId\":1,\"programName\":\"P\",\"programTypeDescriptor\":\"uri://ed-fi.org/ProgramTypeDescriptor#Other\",\"studentUniqueId\":\"s1\"}", 404)]
    [InlineData("sections", "{\"sectionIdentifier\":\"A1\",\"localCourseCode\":\"A\",\"schoolId\":1,\"schoolYear\":2025,\"sessionName\":\"Fall\"}", 200)]
    [InlineData("sections", "{\"sectionIdentifier\":\"A1\",\"localCourseCode\":\"A\",\"schoolId\":1,\"schoolYear\":2025}", 400)]
    public async Task A_flat_natural_key_gives_one_value_for_every_field_of_its_name(string segment, string key, int status)
    {
        var delete = $$"""{"op":"delete","resource":"{{segment}}","naturalKey":{{key}}}""";

        Assert.Equal(status, (await _served.BatchAsync(delete)).Status);
    }

    [Fact]
    public async Task Equal_values_of_different_entities_and_roles_need_not_agree()
    {
        var school = SmallDocuments.Of("schools").Create.Replace("\"schoolId\":1", "\"schoolId\":2", StringComparison.Ordinal);
        const string Feeder = """{"op":"create","resource":"feederSchoolAssociations","document":{"beginDate":"2024-08-15","feederSchoolReference":{"schoolId":2},"schoolReference":{"schoolId":1}}}""";
        var hosted = SmallDocuments.Of("sections").Create.Replace("\"availableCredits\":0", "\"hostSchoolReference\":{\"schoolId\":2}", StringComparison.Ordinal);

        Assert.Equal(200, (await _served.BatchAsync(school, Feeder, hosted)).Status);
        Assert.Equal(200, (await _published.BatchAsync(school, Feeder, hosted)).Status);
    }

    [Fact]
    public async Task What_is_referred_to_is_not_deleted()
    {
        var (status, text) = await _served.BatchAsync(SmallDocuments.Of("studentProgramAssociations").Delete);

        Assert.Equal(409, status);
        Assert.Contains("referenced by existing ProgramParticipation item(s)", text, StringComparison.Ordinal);
    }

    public async Task DisposeAsync()
    {
        await _served.DisposeAsync();
        await _published.DisposeAsync();
    }

    private static void AssertSays(JsonNode problem, string said)
    {
        if (said.Split('|') is [var path, var message])
        {
            Assert.Equal(message, string.Join(' ', problem["validationErrors"]![path]?.AsArray().Select(static m => (string)m!) ?? [problem.ToJsonString()]));
        }
        else
        {
            Assert.Equal((said, NoReference), ((string)problem["detail"]!, (string)problem["type"]!));
        }
    }
}
