using System.Globalization;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;

namespace EdFi.BatchPerf.Unit.Documents;

public sealed class TemplateTests(TemplateFixture templates) : IClassFixture<TemplateFixture>
{
    [Fact]
    public void The_examples_load_from_their_folder_beside_the_built_in_scenarios()
    {
        var catalog = ScenarioCatalog.Load([TemplateFixture.Examples]);
        Assert.Equal(7, catalog.Scenarios.Count);
        var calendars = Assert.Single(catalog.Resolve(["calendars"]));
        Assert.Equal("CalendarBatchVolumeTest", calendars.Name);
        Assert.Equal("calendarCode, schoolId, schoolYear", calendars.KeyFields);
        Assert.Equal(Path.Combine(TemplateFixture.Examples, "calendars.json"), calendars.Source);
        var descriptors = catalog.DescriptorsOf(["Calendar"]);
        Assert.Equal(["uri://ed-fi.org/CalendarTypeDescriptor#IEP", EdFiDescriptors.NinthGrade], descriptors.Select(static d => d.Uri));
        Assert.EndsWith("calendars.json(10)", descriptors[0].Place, StringComparison.Ordinal);
        Assert.Equal(2, catalog.Resolve(null).Count);
    }

    [Fact]
    public void Calendars_become_the_batch_that_a_server_takes()
    {
        var scenario = TemplateFixture.Compile(ScenarioCatalog.Load([TemplateFixture.Examples]), "calendar");
        var batch = ScenarioHarness.Batch(scenario);
        var code = "CAL-" + ScenarioHarness.Key().Format(0);
        Assert.Equal("calendars-batch-2", scenario.RequestName);
        Assert.Equal($$$"""{"op":"create","resource":"calendars","document":{"calendarCode":"{{{code}}}","schoolReference":{"schoolId":255901001},"schoolYearTypeReference":{"schoolYear":2025},"calendarTypeDescriptor":"uri://ed-fi.org/CalendarTypeDescriptor#IEP"}}""", batch[0].ToJsonString());
        Assert.Equal($$$"""{"calendarCode":"{{{code}}}","schoolId":255901001,"schoolYear":2025}""", batch[1]["naturalKey"]!.ToJsonString());
        Assert.Equal("uri://ed-fi.org/GradeLevelDescriptor#Ninth grade", (string?)batch[1]["document"]!["gradeLevels"]![0]!["gradeLevelDescriptor"]);
        Assert.Equal(batch[1]["naturalKey"]!.ToJsonString(), batch[2]["naturalKey"]!.ToJsonString());
    }

    [Fact]
    public void Parents_are_created_first_and_deleted_last()
    {
        var scenario = TemplateFixture.Compile(ScenarioCatalog.Load([TemplateFixture.Examples]), "enrolment", triples: 1);
        var batch = ScenarioHarness.Batch(scenario);
        Assert.Equal(5, scenario.Shape.Count);
        Assert.Equal("EnrolmentBatchVolumeTest-batch-1", scenario.RequestName);
        Assert.Equal("students studentSchoolAssociations studentSchoolAssociations studentSchoolAssociations students", string.Join(' ', batch.Select(static o => (string?)o["resource"])));
        Assert.Equal((string?)batch[1]["document"]!["entryDate"], (string?)batch[2]["naturalKey"]!["entryDate"]);
        Assert.Equal("2024-12-20", (string?)batch[2]["document"]!["exitWithdrawDate"]);
        Assert.Equal("""{"studentUniqueId":"KEY"}""".Replace("KEY", ScenarioHarness.Key().Format(0), StringComparison.Ordinal), batch[4]["naturalKey"]!.ToJsonString());
        var born = DateOnly.ParseExact((string)batch[0]["document"]!["birthDate"]!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.InRange(born, new DateOnly(2007, 9, 1), new DateOnly(2012, 8, 31));
    }

    [Fact]
    public void Marked_tokens_become_numbers_and_truths()
    {
        var document = templates.Batch(Widget("""
            "n": "{{#randomizer.number(3,3)}}", "d": "{{#randomizer.decimal(0.5,0.5)}}", "b": "{{#randomizer.bool}}", "t": "{{randomizer.number(3,3)}}", "u": "{{ name.firstName }}/{{fixture.schoolYear}}"
            """))[0]["document"]!.AsObject();
        Assert.Equal("3", document["n"]!.ToJsonString());
        Assert.StartsWith("0.5", document["d"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(document["b"]!.ToJsonString(), new[] { "true", "false" });
        Assert.Equal("\"3\"", document["t"]!.ToJsonString());
        Assert.EndsWith("/2025", (string?)document["u"], StringComparison.Ordinal);
    }

    [Fact]
    public void The_operators_culture_changes_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        odd.NumberFormat.NumberDecimalSeparator = ",";
        odd.DateTimeFormat.ShortDatePattern = "d. M. yy";
        try
        {
            CultureInfo.CurrentCulture = odd;
            var document = templates.Batch(Widget("""
                "d": "{{#randomizer.decimal(0.5,0.5)}}", "on": "{{date.past}}", "day": "{{date.pastDateOnly}}"
                """))[0]["document"]!.AsObject();
            Assert.StartsWith("0.5", document["d"]!.ToJsonString(), StringComparison.Ordinal);
            Assert.Matches(@"^\d{4}-\d\d-\d\d$", (string)document["on"]!);
            Assert.Matches(@"^\d{4}-\d\d-\d\d$", (string)document["day"]!);
            Assert.Same(odd, CultureInfo.CurrentCulture);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_update_is_a_merge_patch()
    {
        var batch = templates.Batch("""
            { "name": "Widget", "resource": "widgets", "document": { "code": "{{key}}", "a": 1, "b": { "c": 1, "d": 2 }, "e": [1] }, "keyFields": ["code"],
              "update": { "a": null, "b": { "c": 9 }, "e": [2, 3], "f": { "g": null, "h": "{{#document.a}}" } } }
            """);
        Assert.Equal("""{"code":"KEY","b":{"c":9,"d":2},"e":[2,3],"f":{"h":1}}""".Replace("KEY", ScenarioHarness.Key().Format(0), StringComparison.Ordinal), batch[1]["document"]!.ToJsonString());
    }

    [Fact]
    public void Key_fields_whose_names_collide_are_sent_nested()
    {
        var batch = templates.Batch("""
            { "name": "Widget", "resource": "widgets", "document": { "a": { "id": "{{key}}" }, "b": { "id": 7 } }, "keyFields": ["a.id", "b.id"], "update": { "x": 1 } }
            """);
        Assert.Equal("""{"a":{"id":"KEY"},"b":{"id":7}}""".Replace("KEY", ScenarioHarness.Key().Format(0), StringComparison.Ordinal), batch[2]["naturalKey"]!.ToJsonString());
    }

    [Fact]
    public void Equal_seeds_make_equal_values_and_fixtures_come_from_the_options()
    {
        var catalog = ScenarioCatalog.Load([templates.Write("template.json", Widget("\"n\": \"{{name.fullName}} {{fixture.schoolId}}\""))]);
        Assert.Equal(
            ScenarioHarness.Bytes(TemplateFixture.Compile(catalog, "Widget", seed: 5), ScenarioHarness.Key()),
            ScenarioHarness.Bytes(TemplateFixture.Compile(catalog, "Widget", seed: 5), ScenarioHarness.Key()));
        Assert.EndsWith(" 42", (string?)ScenarioHarness.Batch(TemplateFixture.Compile(catalog, "Widget", keys: new FixtureKeys { SchoolId = 42 }))[0]["document"]!["n"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_can_run_by_default()
        => Assert.Equal(3, ScenarioCatalog.Load([templates.Write("template.json", Widget("\"n\": 1").Replace("\"keyFields\"", "\"default\": true, \"keyFields\"", StringComparison.Ordinal))]).Resolve(null).Count);

    [Fact]
    public void A_template_on_a_resource_that_has_a_scenario_counts_under_its_own_name()
    {
        var catalog = ScenarioCatalog.Load([templates.Write("template.json", """
            { "name": "TallStudent", "resource": "students", "document": { "studentUniqueId": "{{key}}" }, "keyFields": ["studentUniqueId"], "update": { "firstName": "B" } }
            """)]);
        Assert.Equal("TallStudent-batch-2", TemplateFixture.Compile(catalog, "tallstudent").RequestName);
        Assert.Equal("StudentBatchVolumeTest", Assert.Single(catalog.Resolve(["students"])).Name);
    }

    private static string Widget(string fields)
        => $$"""{ "name": "Widget", "resource": "widgets", "document": { "code": "{{"{{key}}"}}", {{fields}} }, "keyFields": ["code"], "update": { "x": 1 } }""";
}
