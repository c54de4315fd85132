using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Hosted.Fixtures;

/// <summary>Fixtures of templates, made and removed by the cmdlets.</summary>
public sealed class TemplateFixturesTests(Rig rig) : IClassFixture<Rig>
{
    private const string Fixtures = """
        { "kind": "fixtures", "documents": [
          { "name": "calendar", "resource": "calendars", "keyFields": ["calendarCode", "schoolId", "schoolYear"],
            "document": { "calendarCode": "BATCHPERF", "schoolReference": { "schoolId": "{{#fixture.schoolId}}" }, "schoolYearTypeReference": { "schoolYear": "{{#fixture.schoolYear}}" }, "calendarTypeDescriptor": "uri://ed-fi.org/CalendarTypeDescriptor#IEP" } },
          { "name": "course", "resource": "courses", "keyFields": ["courseCode", "educationOrganizationId"],
            "document": { "courseCode": "OTHER", "courseTitle": "Other", "numberOfParts": 1, "educationOrganizationReference": { "educationOrganizationId": "{{#fixture.schoolId}}" }, "identificationCodes": [{ "courseIdentificationSystemDescriptor": "uri://ed-fi.org/CourseIdentificationSystemDescriptor#LEA course code", "identificationCode": "OTHER" }] } }
        ] }
        """;

    private const string Dates = """
        { "name": "Dates", "resource": "calendars", "keyFields": ["calendarCode", "schoolId", "schoolYear"], "update": "unchanged",
          "document": { "calendarCode": "{{key}} {{fixture.calendar.calendarCode}}", "schoolReference": { "schoolId": "{{#fixture.schoolId}}" }, "schoolYearTypeReference": { "schoolYear": "{{#fixture.schoolYear}}" }, "calendarTypeDescriptor": "uri://ed-fi.org/CalendarTypeDescriptor#IEP" } }
        """;

    private readonly Session _session = rig.Session;

    [Fact]
    public async Task They_are_made_after_the_built_in_ones_and_removed_before_them()
    {
        await using var other = await rig.UseAsync(new SimulatorOptions());
        Write();

        Assert.Equal(["calendar Created", "course Created"], Rows("Initialize-BatchFixtures -Connection $dms -ScenarioPath $folder/made"));
        Assert.Equal(["calendar Existing"], Rows("Initialize-BatchFixtures -Connection $dms -ScenarioPath $folder/made -Scenario Dates"));
        Assert.Equal(["course WouldRemove", "calendar WouldRemove"], Rows("Remove-BatchFixtures -Connection $dms -ScenarioPath $folder/made -WhatIf"));
        Assert.Equal(["course Removed", "calendar Removed"], Rows("Remove-BatchFixtures -Connection $dms -ScenarioPath $folder/made -Force"));
        Assert.Equal(0, other.Counts().Documents.Of("calendars"));
        Assert.Equal(0, other.Counts().Documents.Of("schools"));
    }

    [Fact]
    public async Task A_load_makes_them_also_where_the_built_in_ones_were_given_and_takes_no_key_of_them()
    {
        await using var other = await rig.UseAsync(new SimulatorOptions());
        Write();

        _session.Run("$given = Initialize-BatchFixtures -Connection $dms -ScenarioPath $folder/made");
        _session.Run("Invoke-BatchVolumeTest -Connection $dms -Fixture $given -ScenarioPath $folder/made -Scenario Dates, Section -BatchCount 4 -ClientCount 1 -SummaryOnly -WarningAction Ignore");

        Assert.Equal(1, other.Counts().Documents.Of("calendars"));
        var sections = other.Counts().OperationsByResource["sections"];
        Assert.Equal((0, true), (sections.Failed, sections.Committed > 0));
    }

    private void Write()
    {
        Directory.CreateDirectory(rig.File("made"));
        File.WriteAllText(Path.Combine(rig.File("made"), "fixtures.json"), Fixtures);
        File.WriteAllText(Path.Combine(rig.File("made"), "dates.json"), Dates);
    }

    private IEnumerable<string> Rows(string script) =>
        _session.Run<BatchFixture>(script).Where(static f => f.Name is not null).Select(static f => $"{f.Name} {f.State}");
}
