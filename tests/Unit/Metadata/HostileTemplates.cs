using System.Text.Json.Nodes;

namespace EdFi.BatchPerf.Unit.Metadata;

/// <summary>Templates whose documents might be documents of others, with the error that each has to end in.</summary>
internal static class HostileTemplates
{
    public const string Student = "604822";
    private const string Unsafe = "ScenarioIdentityUnsafe";
    private const string Names = "\"firstName\": \"A\", \"lastSurname\": \"B\", \"birthDate\": \"2010-05-06\"";
    private const string School = "\"schoolReference\": { \"schoolId\": \"{{#fixture.schoolId}}\" }";
    private const string Year = "\"schoolYearTypeReference\": { \"schoolYear\": \"{{#fixture.schoolYear}}\" }";
    private const string Days = "\"beginDate\": \"2025-01-06\", \"endDate\": \"2025-01-10\", \"totalInstructionalDays\": 5";
    private const string SchoolId = "\"{{#fixture.schoolId}}\"";
    private const string FixedWeek = "\"weekIdentifier\": \"Week 1\"";
    private const string Association = "\"entryGradeLevelDescriptor\": \"{{fixture.gradeLevelDescriptor}}\"";

    /// <summary>Name, template, ErrorId, and what the error says.</summary>
    public static IReadOnlyList<(string Name, string Json, string ErrorId, string Says)> All { get; } =
    [
        Of("fixed identity, key in another key field", "students", $$"""{ "studentUniqueId": "{{Student}}", "firstName": "A {{Key}}", "lastSurname": "B", "birthDate": "2010-05-06" }""", ["studentUniqueId", "firstName"], Unsafe, "put {{key}} into studentUniqueId"),
        Of("key field that is no identity", "students", $$"""{ "studentUniqueId": "{{Student}}", "firstName": "A {{Key}}", "lastSurname": "B", "birthDate": "2010-05-06" }""", ["firstName"], Unsafe, "the identity (studentUniqueId) does not hold the key"),
        Of("key in a field that the server does not know", "students", $$"""{ "studentUniqueId": "{{Student}}", "batchPerf": "{{Key}}", {{Names}} }""", ["batchPerf"], Unsafe, "the identity (studentUniqueId) does not hold the key"),
        Of("key in a comment", "students", $$"""{ "studentUniqueId": "{{Student}}" /* {{Key}} */, {{Names}} }""", ["studentUniqueId"], "ScenarioTemplateInvalid", "none of the key fields contains {{key}}"),
        Of("identity of the wrong letter case", "students", $$"""{ "StudentUniqueId": "{{Student}}", "studentUniqueId": "{{Key}}", {{Names}} }""", ["studentUniqueId"], Unsafe, "'StudentUniqueId' differs from 'studentUniqueId'"),
        Of("an id of the server", "students", $$"""{ "id": "11111111-2222-3333-4444-555555555555", "studentUniqueId": "{{Key}}", {{Names}} }""", ["studentUniqueId"], Unsafe, "'id' is the server's"),
        Of("an id of the server in other letters", "students", $$"""{ "ID": "11111111-2222-3333-4444-555555555555", "studentUniqueId": "{{Key}}", {{Names}} }""", ["studentUniqueId"], Unsafe, "'ID' is the server's"),
        Of("more key fields than the identity has", "students", $$"""{ "studentUniqueId": "{{Key}}", {{Names}} }""", ["studentUniqueId", "firstName"], "ScenarioKeyFieldsWrong", "'firstName' is not part of it"),
        Of("fewer key fields than the identity has", "calendars", $$"""{ "calendarCode": "{{Key}}", {{School}}, {{Year}}, "calendarTypeDescriptor": "uri://ed-fi.org/CalendarTypeDescriptor#IEP" }""", ["calendarCode"], "ScenarioKeyFieldsWrong", "add 'schoolReference.schoolId'"),
        Of("key that a built-in limit would cut", "students", $$"""{ "studentUniqueId": "of the district {{Key}}", {{Names}} }""", ["studentUniqueId"], Unsafe, "studentUniqueId takes 32 characters, and with the key its value may have 44"),
        Of("key that the server's limit would cut", "fundDimensions", $$"""{ "code": "{{Key}}", "fiscalYear": 2025 }""", ["code", "fiscalYear"], Unsafe, "code takes 16 characters, and with the key its value may have 28"),
        Of("identity through a fixture only", "academicWeeks", $$"""{ {{FixedWeek}}, {{School}}, {{Days}}, "name": "{{Key}}" }""", ["weekIdentifier", "schoolId", "name"], Unsafe, "put {{key}} into weekIdentifier"),
        Of("key fields that the server does not have", "academicWeeks", $$"""{ "weekIdentifier": "{{Key}}", {{School}}, {{Days}} }""", ["weekIdentifier", "beginDate"], "ScenarioKeyFieldsWrong", "the server's identity is weekIdentifier, schoolReference.schoolId"),
        Of("reference to a parent that nothing creates", "studentSchoolAssociations", $$"""{ "entryDate": "2025-01-06", {{Association}}, {{School}}, "studentReference": { "studentUniqueId": "{{Key}}0" } }""", ["entryDate", "schoolId", "studentUniqueId"], Unsafe, "studentReference.studentUniqueId refers to a document that nothing creates before"),
        Of("reference to a parent of others beside an own one", "studentSchoolAssociations", $$"""{ "entryDate": "{{Key}}", {{Association}}, {{School}}, "studentReference": { "studentUniqueId": "{{Student}}" } }""", ["entryDate", "schoolId", "studentUniqueId"], Unsafe, "entryDate is date, which cannot hold it",
            $$"""{ "resource": "students", "document": { "studentUniqueId": "{{Key}}", {{Names}} }, "keyFields": ["studentUniqueId"] }"""),
        Of("parent of others", "studentSchoolAssociations", $$"""{ "entryDate": "2025-01-06", {{Association}}, {{School}}, "studentReference": { "studentUniqueId": "{{Student}}" }, "note": "{{Key}}" }""", ["entryDate", "schoolId", "studentUniqueId", "note"], Unsafe, "students: the identity (studentUniqueId) does not hold the key",
            $$"""{ "resource": "students", "document": { "studentUniqueId": "{{Student}}", "middleName": "{{Key}}", {{Names}} }, "keyFields": ["studentUniqueId", "middleName"] }"""),
        Of("nested reference constant", "calendarDates", $$"""{ "date": "2025-01-06", "calendarReference": { "calendarCode": "2025", "schoolId": {{SchoolId}}, "schoolYear": 2025 }, "note": "{{Key}}" }""", ["date", "calendarCode", "schoolId", "schoolYear", "note"], Unsafe, "calendarDates: the identity (date, calendarReference.calendarCode",
            $$"""{ "resource": "calendars", "document": { "calendarCode": "{{Key}}", {{School}}, {{Year}}, "calendarTypeDescriptor": "uri://ed-fi.org/CalendarTypeDescriptor#IEP" }, "keyFields": ["calendarCode", "schoolId", "schoolYear"] }"""),
        Of("numeric constant", "communityOrganizations", $$"""{ "communityOrganizationId": 19255901, "nameOfInstitution": "{{Key}}" }""", ["communityOrganizationId", "nameOfInstitution"], Unsafe, "put {{#key}} into communityOrganizationId"),
        Of("number of chance", "communityOrganizations", $$$$"""{ "communityOrganizationId": "{{#randomizer.number(1,9999)}}", "nameOfInstitution": "{{key}}" }""", ["communityOrganizationId", "nameOfInstitution"], Unsafe, "put {{#key}} into communityOrganizationId"),
        Of("text of chance", "students", $$$$"""{ "studentUniqueId": "{{randomizer.replace(######)}}", "middleName": "{{key}}", "firstName": "A", "lastSurname": "B", "birthDate": "2010-05-06" }""", ["studentUniqueId", "middleName"], Unsafe, "put {{key}} into studentUniqueId"),
        Of("number that is too small for the key", "fundDimensions", """{ "code": "A", "fiscalYear": "{{#key}}" }""", ["code", "fiscalYear"], Unsafe, "fiscalYear is int32, too small for the key"),
        Of("number in a text", "students", $$$$"""{ "studentUniqueId": "{{#key}}", {{{{Names}}}} }""", ["studentUniqueId"], Unsafe, "studentUniqueId is string, and {{#key}} is a whole number"),
        Of("short key that a limit would cut", "fundDimensions", """{ "code": "A{{key(16)}}", "fiscalYear": 2025 }""", ["code", "fiscalYear"], Unsafe, "code takes 16 characters, and with the key its value may have 17"),
        Of("whole key where a short one would do", "fundDimensions", """{ "code": "{{key}}", "fiscalYear": 2025 }""", ["code", "fiscalYear"], Unsafe, "; {{key(16)}} takes 16"),
        Of("number of a parent that nothing creates", "academicWeeks", """{ "weekIdentifier": "Week 1", "schoolReference": { "schoolId": "{{#key}}" }, "beginDate": "2025-01-06", "endDate": "2025-01-10", "totalInstructionalDays": 5 }""", ["weekIdentifier", "schoolId"], Unsafe, "schoolReference.schoolId refers to a document that nothing creates before"),
        Of("project of another", "students", $$"""{ "studentUniqueId": "{{Key}}", {{Names}} }""", ["studentUniqueId"], "ScenarioProjectWrong", "project is 'tpdm', and the server has the resource in 'ed-fi'", project: "tpdm"),
        Of("key as text in a number", "communityOrganizations", $$"""{ "communityOrganizationId": "{{Key}}", "nameOfInstitution": "A" }""", ["communityOrganizationId"], Unsafe, "communityOrganizationId is int64, which cannot hold it"),
        Of("descriptor of everybody", "gradeLevelDescriptors", $$"""{ "namespace": "uri://ed-fi.org/GradeLevelDescriptor", "codeValue": "Ninth grade", "shortDescription": "{{Key}}" }""", ["namespace", "codeValue", "shortDescription"], Unsafe, "put {{key}} into namespace or codeValue"),
        Of("resource that the server does not have", "widgets", $$"""{ "code": "{{Key}}" }""", ["code"], "ScenarioIdentityUnknown", "resources-spec.json has no such resource"),
        Updating("update of the wrong letter case", $$"""{ "StudentUniqueId": "{{Student}}" }""", Unsafe, "the update: 'StudentUniqueId' differs from 'studentUniqueId'"),
        Updating("update that replaces the identity by an object", """{ "studentUniqueId": { "is": "604822" } }""", Unsafe, "the update changes 'studentUniqueId'"),
        Updating("update that takes another identity", $$"""{ "studentUniqueId": "{{Student}}" }""", "ScenarioTemplateInvalid", "the update changes the key field 'studentUniqueId'"),
        Updating("update with an id of the server in other letters", """{ "Id": "11111111-2222-3333-4444-555555555555", "firstName": "C" }""", Unsafe, "the update: 'Id' is the server's"),
        Updating("update with an id of the server", """{ "id": "11111111-2222-3333-4444-555555555555", "firstName": "C" }""", Unsafe, "'id' is the server's"),
    ];

    private const string Key = "{{key}}";

    private static (string Name, string Json, string ErrorId, string Says) Of(string name, string resource, string document, string[] keyFields, string errorId, string says, string? before = null, string? project = null) =>
        (name, Template(resource, document, keyFields, """{ "description": "changed" }""", before, project), errorId, says);

    private static (string Name, string Json, string ErrorId, string Says) Updating(string name, string update, string errorId, string says) =>
        (name, Template("students", $$"""{ "studentUniqueId": "{{Key}}", {{Names}} }""", ["studentUniqueId"], update, null), errorId, says);

    public static string Template(string resource, string document, string[] keyFields, string update, string? before = null, string? project = null) => $$"""
        {
          "name": "Hostile",
          "resource": "{{resource}}",
          {{(project is null ? "" : $"\"project\": \"{project}\",")}}
          {{(before is null ? "" : $"\"before\": [{before}],")}}
          "document": {{document}},
          "keyFields": {{new JsonArray([.. keyFields.Select(static k => (JsonNode)k)]).ToJsonString()}},
          "update": {{update}}
        }
        """;
}
