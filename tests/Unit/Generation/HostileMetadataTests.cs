using System.Text;
using EdFi.BatchPerf.Documents.DataModel;
using EdFi.BatchPerf.Documents.Generation;

namespace EdFi.BatchPerf.Unit.Generation;

/// <summary>Metadata that could break the program or its templates: the resource cannot be made, and says so.</summary>
public sealed class HostileMetadataTests
{
    [Theory]
    [InlineData("\"maxLength\": 4294967295", null)]
    [InlineData("\"minLength\": 2000000000", "within its bounds")]
    [InlineData("\"minLength\": 40, \"maxLength\": 30", "within its bounds")]
    [InlineData("\"type\": \"integer\", \"minimum\": 10, \"maximum\": 1", "within its bounds")]
    public void Bounds_that_no_value_meets_make_one_resource_impossible(string bounds, string? says)
    {
        var maker = Maker("title", bounds);

        var problem = Record.Exception(() => maker.Maker.Make(maker.Resource));

        Assert.Equal(says is null, problem is null);
        Assert.Contains(says ?? "", problem?.Message ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a}}b")]
    [InlineData("a.b")]
    [InlineData("../students")]
    public void Names_that_could_be_taken_for_something_else_make_a_resource_impossible(string name)
    {
        var maker = Maker(name, "\"maxLength\": 30");

        Assert.Contains("other characters", Assert.Throws<FormatException>(() => maker.Maker.Make(maker.Resource)).Message, StringComparison.Ordinal);
    }

    private static (ScenarioMaker Maker, ApiResource Resource) Maker(string name, string bounds)
    {
        var type = bounds.Contains("\"type\"", StringComparison.Ordinal) ? "" : "\"type\": \"string\", ";
        var model = ApiModel.Read(Encoding.UTF8.GetBytes($$"""
            { "openapi": "3.0.0", "paths": { "/ed-fi/things": {
                "get": { "parameters": [{ "name": "thingCode", "in": "query", "x-Ed-Fi-isIdentity": true }] },
                "post": { "requestBody": { "content": { "application/json": { "schema": { "required": ["thingCode", "{{name}}"], "properties": {
                  "thingCode": { "type": "string", "maxLength": 60, "x-Ed-Fi-isIdentity": true },
                  "{{name}}": { {{type}}{{bounds}} } } } } } } } } } }
            """), "the document");
        var maker = new ScenarioMaker(model, new LearntRules(), new KnownDescriptors(new DescriptorTypes([]), new Dictionary<string, IReadOnlyList<string>>()), full: false);
        return (maker, model.Resources[0]);
    }
}
