using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;

namespace EdFi.BatchPerf.Unit.Documents;

/// <summary>Fixtures that templates describe, and what other templates take of them.</summary>
public sealed class FixtureTemplateTests : IDisposable
{
    private const string Fixtures = """
        { "kind": "fixtures", "description": "What widgets stand on.", "documents": [
          { "resource": "programs",
            "document": { "programName": "BatchPerf", "programTypeDescriptor": "uri://ed-fi.org/ProgramTypeDescriptor#Other", "educationOrganizationReference": { "educationOrganizationId": "{{#fixture.schoolId}}" },
              "one": { "size": 1 }, "two": { "size": 2 }, "list": [{ "inner": 1 }] },
            "keyFields": ["programName", "programTypeDescriptor", "educationOrganizationId"] },
          { "name": "child", "resource": "parts", "document": { "part": "of {{fixture.programs.programName}}", "organization": "{{#fixture.programs.educationOrganizationReference.educationOrganizationId}}" }, "keyFields": ["part"] },
          { "name": "other", "resource": "parts", "document": { "part": "other" }, "keyFields": ["part"] }
        ] }
        """;

    private readonly TemplateFixture _templates = new();

    public void Dispose() => _templates.Dispose();

    [Fact]
    public void Scenarios_take_values_of_fixtures_from_any_file_as_text_and_as_numbers()
    {
        var catalog = Load(Widget(""" "p": "{{fixture.PROGRAMS.programName}}!", "n": "{{#fixture.programs.educationOrganizationId}}", "part": "{{fixture.child.part}}", "size": "{{#fixture.programs.two.size}}" """));
        var document = ScenarioHarness.Batch(TemplateFixture.Compile(catalog, "Widget", keys: new FixtureKeys { SchoolId = 42 }))[0]["document"]!;

        Assert.Equal("BatchPerf!", (string?)document["p"]);
        Assert.Equal("42", document["n"]!.ToJsonString());
        Assert.Equal("of BatchPerf", (string?)document["part"]);
        Assert.Equal("2", document["size"]!.ToJsonString());
    }

    [Theory]
    [InlineData(""" "p": "{{fixture.child.part}}" """, 2)]
    [InlineData(""" "p": "{{fixture.programs.programName}}" """, 1)]
    [InlineData(""" "p": "{{fixture.other.part}} {{fixture.child.part}}" """, 3)]
    [InlineData(""" "p": "{{fixture.schoolId}}" """, 0)]
    public void A_scenario_stands_on_the_fixtures_that_it_names_and_on_those_that_they_name(string fields, int count)
    {
        var catalog = Load(Widget(fields));

        Assert.Equal(count, catalog.FixturesOf(["Widget"]).Count);
        Assert.Equal(0, catalog.FixturesOf(["students"]).Count);
        Assert.Equal(0, catalog.FixturesOf(null).Count);
    }

    [Fact]
    public void Updates_and_parents_name_fixtures_too()
    {
        var catalog = Load("""
            { "name": "Widget", "resource": "widgets", "document": { "code": "{{key}}" }, "keyFields": ["code"], "update": { "p": "{{fixture.other.part}}" },
              "before": [{ "resource": "parents", "document": { "code": "{{key}}", "p": "{{fixture.child.part}}" }, "keyFields": ["code"] }] }
            """);

        Assert.Equal(3, catalog.FixturesOf(["Widget"]).Count);
    }

    [Fact]
    public void Descriptors_that_fixtures_name_are_needed_and_those_that_they_make_are_not()
    {
        _templates.Write("a.json", """
            { "kind": "fixtures", "documents": [
              { "name": "type", "resource": "programTypeDescriptors", "document": { "namespace": "uri://ed-fi.org/ProgramTypeDescriptor", "codeValue": "Ours", "shortDescription": "Ours" }, "keyFields": ["namespace", "codeValue"] },
              { "name": "p", "resource": "programs", "document": { "programName": "A", "programTypeDescriptor": "uri://ed-fi.org/ProgramTypeDescriptor#Ours",
                "termDescriptor": "uri://ed-fi.org/TermDescriptor#Odd", "grade": "{{fixture.gradeLevelDescriptor}}" }, "keyFields": ["programName"] }
            ] }
            """);
        var path = Path.Combine(_templates.Folder, "a.json");
        _templates.Write("b.json", Widget(""" "p": "{{fixture.p.programName}} {{fixture.type.codeValue}}", "d": "uri://ed-fi.org/ProgramTypeDescriptor#Ours" """));
        var catalog = ScenarioCatalog.Load([_templates.Folder]);

        Assert.Equal(
            [new DescriptorUse("uri://ed-fi.org/TermDescriptor#Odd", $"{path}(4)"), new DescriptorUse(EdFiDescriptors.NinthGrade, $"{path}(4)")],
            catalog.FixturesOf(["Widget"]).Needed(catalog.DescriptorsOf(["Widget"]), new FixtureKeys()));
    }

    [Theory]
    [InlineData("uri://ed-fi.org/TermDescriptor#{{fixture.courseCode}}", "uri://ed-fi.org/TermDescriptor#BATCHPERF-ALG1")]
    [InlineData("{{fixture.termDescriptor}}", EdFiDescriptors.FallSemester)]
    [InlineData("uri://ed-fi.org/TermDescriptor#{{randomizer.replaceNumbers(A)}}", "uri://ed-fi.org/TermDescriptor#A")]
    [InlineData("uri://ed-fi.org/TermDescriptor#{{key}}", null)]
    [InlineData("{{fixture.courseCode}}", null)]
    [InlineData("{{name.firstName}}", null)]
    public void A_descriptor_that_is_put_together_of_tokens_is_needed_like_one_that_is_written_out(string text, string? uri)
    {
        var catalog = Load(Widget($"\n\"d\": \"{text}\""));

        var needed = catalog.DescriptorsOf(["Widget"], new FixtureKeys());

        Assert.Equal(uri is null ? [] : [uri], needed.Select(static d => d.Uri));
        Assert.All(needed, static d => Assert.EndsWith("a-widget.json(2)", d.Place, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_descriptor_that_templates_name_and_the_server_lacks_is_said_also_where_the_built_in_fixtures_were_given()
    {
        var server = PrerequisiteTests.Ready();
        server.With("calendarTypeDescriptors", """{"namespace":"uri://ed-fi.org/CalendarTypeDescriptor","codeValue":"Other"}""");
        var options = new FixtureOptions { ScenarioDescriptors = [new DescriptorUse("uri://ed-fi.org/CalendarTypeDescriptor#Odd", "a.json(3)")] };

        var refusal = await Assert.ThrowsAsync<BatchPerfException>(() => FixtureSet.AddAsync(server, new FixtureKeys(), options));

        Assert.Equal("PrerequisitesMissing", refusal.ErrorId);
        Assert.Contains("a.json(3): uri://ed-fi.org/CalendarTypeDescriptor#Odd", refusal.Message, StringComparison.Ordinal);
        var made = await FixtureSet.AddAsync(server, new FixtureKeys(), new FixtureOptions { ScenarioDescriptors = options.ScenarioDescriptors, CreateMissing = true });
        Assert.Contains("uri://ed-fi.org/CalendarTypeDescriptor#Odd", made.Prerequisites.AvailableDescriptors);
    }

    [Theory]
    [InlineData("IEP ", 0)]
    [InlineData("IEB", 1)]
    [InlineData("Quite another", 0)]
    public async Task A_descriptor_that_may_be_a_misspelt_one_is_named_when_it_is_created_all_the_same(string code, int doubtful)
    {
        var server = PrerequisiteTests.Ready();
        server.With("calendarTypeDescriptors", """{"namespace":"uri://ed-fi.org/CalendarTypeDescriptor","codeValue":"IEP"}""");
        var use = new DescriptorUse($"uri://ed-fi.org/CalendarTypeDescriptor#{code.Trim()}", "a.json(3)");

        var made = await FixtureSet.AddAsync(server, new FixtureKeys(), new FixtureOptions { ScenarioDescriptors = [use], CreateMissing = true });

        Assert.Equal(doubtful, made.Doubtful.Count());
        Assert.All(made.Doubtful, static text => Assert.StartsWith(
            "a.json(3): uri://ed-fi.org/CalendarTypeDescriptor#IEB was not on the server and has been created; near it: uri://ed-fi.org/CalendarTypeDescriptor#IEP. If",
            text,
            StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{{fixture.program.programName}}", "there is no fixture 'program'; did you mean 'programs'?")]
    [InlineData("{{fixture.zzzzzz.programName}}", "there is no fixture 'zzzzzz'; known are programs, child, other")]
    [InlineData("{{fixture.programs}}", "'programs' is a fixture: name one of its fields, as in {{fixture.programs.FIELD}}")]
    [InlineData("{{fixture.programs.programNam}}", "the fixture 'programs' has no single value 'programNam'; did you mean 'programName'?")]
    [InlineData("{{fixture.programs.one}}", "the fixture 'programs' has no single value 'one'")]
    [InlineData("{{fixture.programs.inner}}", "the fixture 'programs' has no single value 'inner'")]
    [InlineData("{{fixture.programs.size}}", "'size' is in several places of the fixture 'programs' with different values (one.size, two.size); write the path of the one that is meant")]
    [InlineData("{{fixture.skoolId}}", "there is no fixture key 'skoolId'; did you mean 'schoolId'?")]
    public void A_wrong_reference_is_refused_with_its_line(string token, string expected)
    {
        _templates.Write("a.json", Fixtures);
        var path = _templates.Write("b.json", Widget($"\n\"p\": \"{token}\""));

        Assert.Contains($"{path}(2): {expected}", Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"part\": \"other\"", "\"part\": \"o {{key}}\"", "'{{key}}' cannot be used in a fixture, which is the same document for all triples and runs")]
    [InlineData("\"part\": \"other\"", "\"part\": \"o {{key(16)}}\"", "'{{key(16)}}' cannot be used in a fixture")]
    [InlineData("\"part\": \"other\"", "\"part\": \"{{#key}}\"", "'{{#key}}' cannot be used in a fixture")]
    [InlineData("\"part\": \"other\"", "\"part\": \"{{name.firstName}}\"", "'{{name.firstName}}' is made up by chance, and a fixture is the same document for all runs; write a value")]
    [InlineData("\"part\": \"other\"", "\"part\": \"{{document.part}}\"", "'{{document.part}}' can only be used in the update")]
    [InlineData("\"part\": \"other\"", "\"part\": \"{{fixture.other.part}}\"", "the fixture 'other' (")]
    [InlineData("\"BatchPerf\"", "\"{{fixture.other.part}}\"", ") is not made before this one: a fixture can refer only to those before it")]
    [InlineData("\"name\": \"other\"", "\"name\": \"child\"", "the name 'child' is taken by the fixture in ")]
    [InlineData("\"name\": \"other\"", "\"name\": \"Programs\"", "the name 'Programs' is taken by the fixture in ")]
    [InlineData("\"name\": \"other\"", "\"name\": \"an other\"", "name has to be letters, digits, - and _, beginning with a letter")]
    [InlineData("\"name\": \"other\"", "\"nam\": \"other\"", "there is no property 'nam'; did you mean 'name'?")]
    [InlineData("\"keyFields\": [\"part\"] }\n", "\"keyFields\": [\"prat\"] }\n", "the key field 'prat' is not in the document")]
    [InlineData("\"keyFields\": [\"part\"] }\n", "\"update\": {} }\n", "'keyFields' is missing")]
    [InlineData("\"documents\": [", "\"documents\": [ 1,", "a fixture has to be an object")]
    [InlineData("\"description\"", "\"descriptions\"", "there is no property 'descriptions'; did you mean 'description'?")]
    public void A_spoilt_file_of_fixtures_is_refused(string good, string bad, string expected)
    {
        var fixtures = Fixtures.ReplaceLineEndings("\n");
        Assert.Contains(good, fixtures, StringComparison.Ordinal);
        var path = _templates.Write("a.json", fixtures.Replace(good, bad, StringComparison.Ordinal));

        var refusal = Refusal();

        Assert.Contains(path + "(", refusal, StringComparison.Ordinal);
        Assert.Contains(expected, refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "kind": "fixtures" }""", "'documents' is missing")]
    [InlineData("""{ "kind": "fixtures", "documents": {} }""", "documents has to be a list of at least one object with resource, document and keyFields")]
    [InlineData("""{ "kind": "fixtures", "documents": [] }""", "documents has to be a list of at least one object with resource, document and keyFields")]
    [InlineData("""{ "kind": "fixtures", "name": "x", "documents": [] }""", "there is no property 'name'")]
    [InlineData("""{ "kind": "mix" }""", "'scenarios' is missing")]
    [InlineData("""{ "kind": "mix", "scenarios": [] }""", "scenarios has to be an object of at least one scenario's name with its weight")]
    [InlineData("""{ "kind": "mix", "scenarios": {} }""", "scenarios has to be an object of at least one scenario's name with its weight")]
    [InlineData("""{ "kind": "mix", "scenarios": { "students": 0 } }""", "the weight of 'students' has to be a number above 0")]
    [InlineData("""{ "kind": "mix", "scenarios": { "students": -1 } }""", "the weight of 'students' has to be a number above 0")]
    [InlineData("""{ "kind": "mix", "scenarios": { "students": "1" } }""", "the weight of 'students' has to be a number above 0")]
    [InlineData("""{ "kind": "mix", "scenarios": { "studnets": 1 } }""", "there is no scenario 'studnets'. Did you mean ")]
    [InlineData("""{ "kind": "mix", "scenarios": { "students": 1, "Student": 2 } }""", "'Student' is StudentBatchVolumeTest, which is in the mix already")]
    [InlineData("""{ "kind": "mix", "scenarios": { "students": 1, "students": 2 } }""", "'students' appears twice")]
    [InlineData("""{ "kind": "mix", "scenarios": { "students": 1000000, "sections": 0.3 } }""", "the weights cannot be scaled to whole numbers of at most 100,000 each and 1,000,000 together; round them")]
    [InlineData("""{ "kind": "mix", "scenarios": { "students": 1 }, "default": true }""", "there is no property 'default'")]
    public void A_spoilt_file_is_refused(string json, string expected)
    {
        var path = _templates.Write("a.json", json);

        Assert.Contains($"{path}(1): {expected}", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_fixture_that_is_wrong_is_the_only_problem_of_what_refers_to_it()
    {
        _templates.Write("a.json", Fixtures.Replace("\"BatchPerf\"", "\"{{fixture.skoolId}}\"", StringComparison.Ordinal));
        _templates.Write("b.json", Widget(""" "p": "{{#fixture.programs.educationOrganizationId}}", "q": "{{fixture.child.part}}" """));

        Assert.DoesNotContain("problems:", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Fixtures_whose_texts_expand_without_end_are_refused()
    {
        var documents = string.Join(',', Enumerable.Range(0, 8).Select(static i =>
            $$"""{ "name": "f{{i}}", "resource": "parts", "document": { "part": "{{(i == 0 ? new string('x', 100) : string.Concat(Enumerable.Repeat($"{{{{fixture.f{i - 1}.part}}}}", 30)))}}" }, "keyFields": ["part"] }"""));
        _templates.Write("a.json", $$"""{ "kind": "fixtures", "documents": [{{documents}}] }""");

        Assert.Contains("expand to more than 262,144 characters", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mix_replaces_the_default_scenarios_and_gives_them_their_weights()
    {
        _templates.Write("mix.json", """{ "kind": "mix", "description": "A year.", "source": "A report.", "scenarios": { "widget": 24, "students": 6, "StudentSchoolAssociation": 0.35 } }""");
        _templates.Write("widget.json", Widget("\"n\": 1").Replace("\"keyFields\"", "\"weight\": 7, \"keyFields\"", StringComparison.Ordinal));
        var catalog = ScenarioCatalog.Load([_templates.Folder]);

        Assert.Equal(
            [("StudentBatchVolumeTest", 120), ("StudentSchoolAssociationBatchVolumeTest", 7), ("Widget", 480)],
            catalog.WeightsOf([]));
        Assert.Equal(3, catalog.Scenarios.Count(static s => s.Default));
        Assert.Equal([("Widget", 24), ("StudentBatchVolumeTest", 2)], catalog.WeightsOf([("widget", null), ("students", 1), ("Student", 1)]));
        Assert.Equal([("Widget", 240), ("SectionBatchVolumeTest", 10)], catalog.WeightsOf([("widget", null), ("sections", null)]).Select(static w => (w.Name, w.Weight * 10)));
    }

    [Fact]
    public void A_file_gives_its_scenario_a_weight()
    {
        _templates.Write("widget.json", Widget("\"n\": 1").Replace("\"keyFields\"", "\"weight\": 2.5, \"keyFields\"", StringComparison.Ordinal));
        var catalog = ScenarioCatalog.Load([_templates.Folder]);

        Assert.Equal([("Widget", 5), ("SectionBatchVolumeTest", 2)], catalog.WeightsOf([("widget", null), ("sections", null)]));
        Assert.Equal(2.5m, catalog.Scenarios.Single(static s => s.Name == "Widget").Weight);
    }

    [Fact]
    public void A_second_mix_is_refused()
    {
        var one = _templates.Write("a.json", """{ "kind": "mix", "scenarios": { "students": 1 } }""");
        var two = _templates.Write("b.json", """{ "kind": "mix", "scenarios": { "students": 1 } }""");

        Assert.Contains($"{two}(1): {one} is a mix already, and a load has one; give only one of them", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_cannot_be_scaled_are_refused_when_they_are_asked_for()
    {
        _templates.Write("widget.json", Widget("\"n\": 1").Replace("\"keyFields\"", "\"weight\": 0.00001, \"keyFields\"", StringComparison.Ordinal));
        var catalog = ScenarioCatalog.Load([_templates.Folder]);

        Assert.Equal("InvalidWeight", Assert.Throws<BatchPerfException>(() => catalog.WeightsOf([("widget", null), ("students", 1000)])).ErrorId);
    }

    private static string Widget(string fields)
        => $$"""{ "name": "Widget", "resource": "widgets", "document": { "code": "{{"{{key}}"}}", {{fields}} }, "keyFields": ["code"], "update": { "x": 1 } }""";

    private ScenarioCatalog Load(string widget)
    {
        _templates.Write("z-fixtures.json", Fixtures);
        _templates.Write("a-widget.json", widget);
        return ScenarioCatalog.Load([_templates.Folder]);
    }

    private string Refusal() => Assert.Throws<BatchPerfException>(() => ScenarioCatalog.Load([_templates.Folder])).Message;
}
