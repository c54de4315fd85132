using System.Text;

namespace EdFi.BatchPerf.Unit.Metadata;

/// <summary>An OpenAPI document of our own: a dozen resources, every rule and trap of identities once, in both styles that servers have.</summary>
internal static class SmallSpecification
{
    private const string Flag = "\"x-Ed-Fi-isIdentity\": true";

    /// <summary>References that are part of an identity are flagged.</summary>
    public static byte[] Flagged { get; } = Document(flagged: true);

    /// <summary>Only values and query fields are flagged; other component names; links in references.</summary>
    public static byte[] Flat { get; } = Document(flagged: false);

    private static byte[] Document(bool flagged) => Encoding.UTF8.GetBytes($$"""
        {
          "openapi": "3.0.0",
          "paths": {
            {{Resource("weeks", "Week", ["weekName*", "schoolId*", "beginDate"])}},
            {{Resource("dates", "Date", ["date*", "calendarCode*", "schoolId*"])}},
            {{Resource("feeders", "Feeder", ["beginDate*", "feederSchoolId*", "schoolId*"])}},
            {{Resource("offerings", "Offering", ["localCode*", "schoolId*", "year*", "sessionName*", "courseCode"])}},
            {{Resource("accounts", "Account", ["accountIdentifier*", "year*", "chartAccountIdentifier", "chartYear"])}},
            {{Resource("organizations", "Organization", ["organizationId*"])}},
            {{Resource("dimensions", "Dimension", ["code*", "fiscalYear*"])}},
            {{Resource("plans", "Plan", ["planTypeDescriptor*", "schoolId*"])}},
            {{Resource("unflagged", "Unflagged", ["code"])}},
            {{Resource("lost", "Lost", [])}},
            {{Resource("contradicting", "Contradicting", ["code*", "nowhere*"])}},
            {{Resource("twice", "Week", ["weekName*", "schoolId*", "beginDate"])}},
            "/other/twice": { "post": {} },
            "/ed-fi/weeks/{id}": { "get": {}, "put": {} },
            "/ed-fi/readOnly": { "get": {} }
          },
          "components": { "schemas": {
            "Week": { "required": ["weekName", "schoolReference"], "properties": { "id": { "type": "string" },
              "weekName": { "type": "string", "maxLength": 80, {{Flag}} }, {{Reference("schoolReference", "School")}}, "beginDate": { "type": "string", "format": "date" } } },
            "Date": { "required": ["date", "calendarReference"], "properties": {
              "date": { "type": "string", "format": "date", {{Flag}} }, {{Reference("calendarReference", "Calendar")}},
              "events": { "type": "array", "items": { "properties": { "eventDescriptor": { "type": "string", {{Flag}} } } } } } },
            "Feeder": { "required": ["beginDate", "feederSchoolReference", "schoolReference"], "properties": {
              "beginDate": { "type": "string", "format": "date", {{Flag}} }, {{Reference("feederSchoolReference", "School")}}, {{Reference("schoolReference", "School")}} } },
            "Offering": { "required": ["localCode", "schoolReference", "sessionReference", "courseReference"], "properties": {
              "localCode": { "type": ["string", "null"], "maxLength": 60, {{Flag}} }, {{Reference("schoolReference", "School")}}, {{Reference("sessionReference", "Session")}},
              {{Reference("courseReference", "Course", identity: false)}}, {{Reference("otherSchoolReference", "School", identity: false)}} } },
            "Account": { "required": ["accountIdentifier", "year", "chartReference"], "properties": {
              "accountIdentifier": { "type": "string", "maxLength": 50, {{Flag}} }, "year": { "type": "integer", "format": "int32", {{Flag}} },
              {{Reference("chartReference", "Chart", identity: false)}} } },
            "Organization": { "required": ["organizationId"], "properties": { "organizationId": { "type": "integer", "format": "int64", {{Flag}} } } },
            "Dimension": { "required": ["code", "fiscalYear"], "properties": { "code": { "type": "string", "maxLength": 16, {{Flag}} }, "fiscalYear": { "type": "integer", "format": "int32", {{Flag}} } } },
            "Plan": { "required": ["planTypeDescriptor", "schoolReference"], "properties": { "planTypeDescriptor": { "type": "string", "maxLength": 306, {{Flag}} }, {{Reference("schoolReference", "School")}} } },
            "Unflagged": { "properties": { "code": { "type": "string" } } },
            "Contradicting": { "properties": { "code": { "type": "string", {{Flag}} } } },
            "{{Name("School")}}": { "properties": { "schoolId": { "type": "integer", "format": "int64", {{Flag}} }{{Link}} } },
            "{{Name("Calendar")}}": { "properties": { "calendarCode": { "type": "string", "maxLength": 60, {{Flag}} }, "schoolId": { "type": "integer", "format": "int64", {{Flag}} }{{Link}} } },
            "{{Name("Session")}}": { "properties": { "schoolId": { "type": "integer", {{Flag}} }, "year": { "type": "integer", {{Flag}} }, "sessionName": { "type": "string", "maxLength": 60, {{Flag}} }{{Link}} } },
            "{{Name("Course")}}": { "properties": { "courseCode": { "type": "string", "maxLength": 60, {{Flag}} }{{Link}} } },
            "{{Name("Chart")}}": { "properties": { "accountIdentifier": { "type": "string", {{Flag}} }, "year": { "type": "integer", {{Flag}} }{{Link}} } },
            "link": { "properties": { "rel": { "type": "string" } } },
            "round": { "$ref": "#/components/schemas/round" }
          } }
        }
        """.Replace("\"@", flagged ? "\"#/components/schemas/EdFi_" : "\"#/components/schemas/edFi_", StringComparison.Ordinal)
            .Replace("_@@", flagged ? "_Reference" : "Reference", StringComparison.Ordinal)
            .Replace("@identity", flagged ? ", " + Flag : "", StringComparison.Ordinal)
            .Replace("@link", flagged ? "" : ", \"link\": { \"$ref\": \"#/components/schemas/link\" }", StringComparison.Ordinal)
            .Replace("\"EdFi_", flagged ? "\"EdFi_" : "\"edFi_", StringComparison.Ordinal));

    private const string Link = "@link";

    private static string Name(string target) => $"EdFi_{target}_@@";

    private static string Reference(string name, string target, bool identity = true) => $"\"{name}\": {{ \"$ref\": \"@{target}_@@\" {(identity ? "@identity" : "")} }}";

    private static string Resource(string name, string schema, string[] query)
    {
        var reference = schema == "Lost" ? "#/components/schemas/round" : $"#/components/schemas/{schema}";
        var fields = query.Select(q => $"{{ \"name\": \"{q.TrimEnd('*')}\", \"in\": \"query\"{(q.EndsWith('*') ? ", " + Flag : "")} }}");
        return $$"""
            "/ed-fi/{{name}}": { "get": { "parameters": [{ "$ref": "#/components/parameters/offset" }{{string.Concat(fields.Select(static f => ", " + f))}}] },
              "post": { "requestBody": { "content": { "application/json": { "schema": { "$ref": "{{reference}}" } } } } } }
            """;
    }
}
