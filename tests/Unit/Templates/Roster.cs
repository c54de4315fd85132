namespace EdFi.BatchPerf.Unit.Templates;

/// <summary>A folder of templates of every kind: fixtures, scenarios with keys of every form, a mix.</summary>
internal static class Roster
{
    public static IReadOnlyList<(string Name, string Json)> Files { get; } =
    [
        ("fixtures.json", """
            { "kind": "fixtures", "documents": [
              { "name": "calendar", "resource": "calendars", "keyFields": ["calendarCode", "schoolId", "schoolYear"],
                "document": { "calendarCode": "BATCHPERF", "schoolReference": { "schoolId": "{{#fixture.schoolId}}" }, "schoolYearTypeReference": { "schoolYear": "{{#fixture.schoolYear}}" }, "calendarTypeDescriptor": "uri://ed-fi.org/CalendarTypeDescriptor#IEP" } },
              { "name": "firstDay", "resource": "calendarDates", "keyFields": ["date", "calendarReference.calendarCode", "calendarReference.schoolId", "calendarReference.schoolYear"],
                "document": { "date": "2025-01-06", "calendarReference": { "calendarCode": "{{fixture.calendar.calendarCode}}", "schoolId": "{{#fixture.calendar.schoolId}}", "schoolYear": "{{#fixture.calendar.schoolYear}}" } } }
            ] }
            """),
        ("weeks.json", """
            { "name": "Weeks", "resource": "academicWeeks", "keyFields": ["weekIdentifier", "schoolId"], "update": { "totalInstructionalDays": 4 },
              "document": { "weekIdentifier": "W {{key}}", "schoolReference": { "schoolId": "{{#fixture.schoolId}}" }, "beginDate": "{{fixture.firstDay.date}}", "endDate": "2025-01-10", "totalInstructionalDays": 5 } }
            """),
        ("communities.json", """
            { "name": "Communities", "resource": "communityOrganizations", "keyFields": ["communityOrganizationId"], "update": "unchanged",
              "document": { "communityOrganizationId": "{{#key}}", "nameOfInstitution": "{{company.companyName}}" } }
            """),
        ("funds.json", """
            { "name": "Funds", "resource": "fundDimensions", "keyFields": ["code", "fiscalYear"], "update": { "codeName": "of {{document.code}}" },
              "document": { "code": "{{key(16)}}", "fiscalYear": "{{#fixture.schoolYear}}", "codeName": "A" } }
            """),
        ("mix.json", """
            { "kind": "mix", "source": "made up", "scenarios": { "weeks": 1.5, "communities": 0.5, "funds": 1 } }
            """),
    ];

    /// <summary>Writes them to a folder.</summary>
    public static string WriteTo(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, json) in Files)
        {
            File.WriteAllText(Path.Combine(folder, name), json);
        }

        return folder;
    }
}
