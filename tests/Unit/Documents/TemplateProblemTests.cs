using EdFi.BatchPerf.Documents.Catalog;

namespace EdFi.BatchPerf.Unit.Documents;

public sealed class TemplateProblemTests(TemplateFixture templates) : IClassFixture<TemplateFixture>
{
    private const string Good = """
        {
          "name": "Widget",
          "resource": "widgets",
          "document": {
            "code": "{{key}}",
            "school": { "schoolId": 1 },
            "other": { "schoolId": 2 },
            "list": [1]
          },
          "keyFields": ["code"],
          "update": { "size": 2 }
        }
        """;

    [Fact]
    public void The_template_that_the_others_spoil_is_good()
        => Assert.Equal(5, ScenarioCatalog.Load([templates.Write("template.json", Good)]).Scenarios.Count);

    [Theory]
    [InlineData("\"{{key}}\"", "\"{{key}} {{name.frstName}}\"", "5: there is no token 'name.frstName'; did you mean 'name.firstname'?")]
    [InlineData("\"{{key}}\"", "\"{{key}} {{zzzzzzzzzzzz}}\"", "5: there is no token 'zzzzzzzzzzzz'")]
    [InlineData("\"{{key}}\"", "\"{{key}} {{lorem.words}}\"", "5: 'lorem.words' does not give a single value")]
    [InlineData("\"{{key}}\"", "\"{{key}} {{}}\"", "5: '{{}}' is empty")]
    [InlineData("\"{{key}}\"", "\"{{key}} {{name.firstName\"", "5: '{{name.firstName' has no closing braces")]
    [InlineData("\"{{key}}\"", "\"{{key}} {{#randomizer.number}}\"", "5: '{{#randomizer.number}}' is among other text; a number has to stand alone in its string")]
    [InlineData("\"{{key}}\"", "\"{{key}} {{document.code}}\"", "5: '{{document.code}}' can only be used in the update")]
    [InlineData("{ \"schoolId\": 1 }", "{ \"schoolId\": \"{{#key(20)}}\" }", "6: '{{#key(20)}}' has no length: write {{#key}}, a whole number of 16 digits")]
    [InlineData("{ \"schoolId\": 1 }", "{ \"schoolId\": \"1{{#key}}\" }", "6: '{{#key}}' is among other text; a number has to stand alone in its string")]
    [InlineData("\"{{key}}\"", "\"{{key(15)}}\"", "5: '{{key(15)}}' has to have a length from 16 to 27 in its brackets, that of the field; longer fields take {{key}}")]
    [InlineData("\"{{key}}\"", "\"{{key(28)}}\"", "5: '{{key(28)}}' has to have a length from 16 to 27")]
    [InlineData("\"{{key}}\"", "\"{{key(a)}}\"", "5: '{{key(a)}}' has to have a length from 16 to 27")]
    [InlineData("\"{{key}}\"", "\"{{key(20}}\"", "5: '{{key(20}}' has to have a length from 16 to 27")]
    [InlineData("\"{{key}}\"", "\"{{key}} {{fixture.programs.name}}\"", "5: there is no fixture 'programs'")]
    [InlineData("{ \"schoolId\": 1 }", "{ \"schoolId\": \"{{#name.firstName}}\" }", "6: '{{#name.firstName}}' gives '")]
    [InlineData("{ \"schoolId\": 1 }", "{ \"schoolId\": \"{{#randomizer.number(a)}}\" }", "6: '{{randomizer.number(a)}}' cannot be rendered: ")]
    [InlineData("{ \"schoolId\": 1 }", "{ \"schoolId\": \"{{#fixture.skoolId}}\" }", "6: there is no fixture key 'skoolId'; did you mean 'schoolId'?")]
    [InlineData("{ \"schoolId\": 1 }", "{ \"{{name.firstName}}\": 1 }", "6: '{{name.firstName}}' is a property's name; tokens can only be used in values")]
    [InlineData("{ \"schoolId\": 1 }", "{ \"a\": 1, \"a\": 2 }", "6: 'a' appears twice")]
    [InlineData("[\"code\"]", "[\"kode\"]", "10: the key field 'kode' is not in the document")]
    [InlineData("[\"code\"]", "[\"school.id\"]", "10: the key field 'school.id' is not in the document")]
    [InlineData("[\"code\"]", "[\"list\"]", "10: the key field 'list' is not a single value")]
    [InlineData("[\"code\"]", "[\"school\"]", "10: the key field 'school' is not a single value")]
    [InlineData("[\"code\"]", "[\"code\", \"schoolId\"]", "10: 'schoolId' is in several places with different values (school.schoolId, other.schoolId); write the path of the one that is meant")]
    [InlineData("[\"code\"]", "[\"school.schoolId\"]", "10: none of the key fields contains {{key}}, so that every triple would be about the same document")]
    [InlineData("[\"code\"]", "[]", "10: keyFields has to be a list of at least one field")]
    [InlineData("[\"code\"]", "\"code\"", "10: keyFields has to be a list of at least one field")]
    [InlineData("[\"code\"]", "[1]", "10: a key field has to be the name of a field, or a path with dots")]
    [InlineData("\"keyFields\": [\"code\"],", "", "1: 'keyFields' is missing")]
    [InlineData("{ \"size\": 2 }", "{ \"code\": \"x\" }", "11: the update changes the key field 'code'")]
    [InlineData("{ \"size\": 2 }", "{ \"code\": null }", "11: the update changes the key field 'code'")]
    [InlineData("{ \"size\": 2 }", "{}", "11: update changes nothing; name at least one field")]
    [InlineData("{ \"size\": 2 }", "[]", "11: update has to be an object")]
    [InlineData("{ \"size\": 2 }", "\"same\"", "11: update has to be an object, or \"unchanged\" to send the document again as it is")]
    [InlineData("\"Widget\",", "\"Widget\", \"kind\": \"scenarios\",", "2: there is no kind 'scenarios'; did you mean 'scenario'?")]
    [InlineData("\"Widget\",", "\"Widget\", \"kind\": \"recipe\",", "2: kind has to be one of scenario, fixtures, mix")]
    [InlineData("\"Widget\",", "\"Widget\", \"kind\": 1,", "2: kind has to be one of scenario, fixtures, mix")]
    [InlineData("\"Widget\",", "\"Widget\", \"weight\": 0,", "2: weight has to be a number above 0")]
    [InlineData("\"Widget\",", "\"Widget\", \"weight\": \"2\",", "2: weight has to be a number above 0")]
    [InlineData("\"Widget\",", "\"Widget\", \"weight\": 1e400,", "2: weight has to be a number above 0")]
    [InlineData("{ \"size\": 2 }", "{ \"size\": \"{{document.kode}}\" }", "11: '{{document.kode}}' is not a single value of the document")]
    [InlineData("\"widgets\"", "\"wid/gets\"", "3: resource has to be an endpoint's segment such as calendars: letters and digits, beginning with a letter")]
    [InlineData("\"widgets\"", "7", "3: resource has to be an endpoint's segment such as calendars: letters and digits, beginning with a letter")]
    [InlineData("\"Widget\"", "\"a widget\"", "2: name has to be letters, digits, - and _, beginning with a letter")]
    [InlineData("\"Widget\"", "\"sections\"", "2: the name 'sections' is taken by SectionBatchVolumeTest (built in)")]
    [InlineData("\"Widget\"", "\"Student\"", "2: the name 'Student' is taken by StudentBatchVolumeTest (built in)")]
    [InlineData("\"Widget\",", "\"Widget\", \"updat\": 1,", "2: there is no property 'updat'; did you mean 'update'?")]
    [InlineData("\"Widget\",", "\"Widget\", \"default\": 1, \"description\": 2,", "2: default has to be true or false")]
    [InlineData("\"Widget\",", "\"Widget\", \"before\": {},", "2: before has to be a list of objects with resource, document and keyFields")]
    [InlineData("\"Widget\",", "\"Widget\", \"before\": [{ \"resource\": \"parents\", \"document\": { \"a\": 1 }, \"keyFields\": [\"a\"] }],", "2: none of the key fields contains {{key}}, so that every triple would be about the same document")]
    [InlineData("[1]", "[{ \"termDescriptor\": \"TermDescriptor#Fall\" }]", "8: 'TermDescriptor#Fall' is no descriptor; write one like uri://ed-fi.org/TermDescriptor#Fall")]
    [InlineData("{ \"size\": 2 }", "{ \"gradeLevelDescriptor\": \"Ninth grade\" }", "11: 'Ninth grade' is no descriptor; write one like uri://ed-fi.org/GradeLevelDescriptor#Ninth grade")]
    [InlineData("\"list\": [1]", "\"list\": [1", "9: this is not JSON: ")]
    public void A_spoilt_template_is_refused_with_the_line(string good, string bad, string expected)
    {
        Assert.Contains(good, Good, StringComparison.Ordinal);
        Assert.Contains(templates.Problems(Good.Replace(good, bad, StringComparison.Ordinal)), problem => problem.StartsWith(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void A_key_field_below_a_name_with_a_dot_is_not_found_since_no_path_leads_to_it()
        => Assert.EndsWith("the key field 'schoolId' is not in the document", Assert.Single(templates.Problems(Good
            .Replace("[\"code\"]", "[\"code\", \"schoolId\"]", StringComparison.Ordinal)
            .Replace("\"school\":", "\"sch.ool\":", StringComparison.Ordinal)
            .Replace("\"other\":", "\"oth.er\":", StringComparison.Ordinal))), StringComparison.Ordinal);

    [Fact]
    public void A_key_field_that_is_there_twice_is_said_to_be()
        => Assert.Equal("6: 'schoolId' appears twice", Assert.Single(templates.Problems(Good
            .Replace("[\"code\"]", "[\"code\", \"schoolId\"]", StringComparison.Ordinal)
            .Replace("{ \"schoolId\": 1 }", "{ \"schoolId\": 2, \"schoolId\": { \"schoolId\": 3 } }", StringComparison.Ordinal))));

    [Fact]
    public void An_update_that_replaces_the_object_around_a_key_field_is_refused()
        => Assert.Equal("11: the update changes the key field 'school.schoolId'", Assert.Single(templates.Problems(Good
            .Replace("[\"code\"]", "[\"code\", \"school.schoolId\"]", StringComparison.Ordinal)
            .Replace("{ \"size\": 2 }", "{ \"school\": null }", StringComparison.Ordinal))));

    [Fact]
    public void All_problems_of_all_files_are_said_at_once()
    {
        var one = templates.Write("one.json", "{ \"name\": \"\",\n\"resource\": \"\" }");
        var two = templates.Write("two.json", "[]");
        var message = Assert.Throws<BatchPerfException>(() => ScenarioCatalog.Load([one, two])).Message;
        Assert.StartsWith("6 problems:", message, StringComparison.Ordinal);
        Assert.Contains($"{one}(1): name has to be", message, StringComparison.Ordinal);
        Assert.Contains($"{one}(2): resource has to be", message, StringComparison.Ordinal);
        Assert.Contains($"{one}(1): 'update' is missing", message, StringComparison.Ordinal);
        Assert.Contains($"{two}(1): a template has to be an object", message, StringComparison.Ordinal);
    }

    [Theory, InlineData(""), InlineData("null"), InlineData("{} {}"), InlineData("[[[["), InlineData("\"\\ud800\""), InlineData("{ \"name\": \"\\ud800\" }")]
    public void Whatever_a_file_holds_it_is_refused_and_nothing_else_happens(string content)
        => Assert.NotEmpty(templates.Problems(content));

    [Fact]
    public void Two_templates_of_one_name_are_refused()
    {
        var error = Assert.Throws<BatchPerfException>(() => ScenarioCatalog.Load([templates.Write("a.json", Good), templates.Write("b.json", Good)]));
        Assert.Contains("b.json(2): the name 'Widget' is taken by Widget (", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_leads_nowhere_is_refused()
    {
        Assert.Equal("ScenarioTemplateNotFound", Assert.Throws<BatchPerfException>(() => ScenarioCatalog.Load([Path.Combine(templates.Folder, "no.json")])).ErrorId);
        var empty = Directory.CreateDirectory(Path.Combine(templates.Folder, "empty")).FullName;
        Assert.Contains("holds no *.json", Assert.Throws<BatchPerfException>(() => ScenarioCatalog.Load([empty])).Message, StringComparison.Ordinal);
    }
}
