using EdFi.BatchPerf.Documents.DataModel;
using EdFi.BatchPerf.Documents.Generation;

namespace EdFi.BatchPerf.Unit.Generation;

/// <summary>Made-up values that a person who knows Ed-Fi finds sensible.</summary>
public sealed class SampleValueTests
{
    [Theory]
    [InlineData("students", "birthDate", "string", "date", "\"2008-05-12\"")]
    [InlineData("staffs", "birthDate", "string", "date", "\"1980-05-12\"")]
    [InlineData("staffs", "documentExpirationDate", "string", "date", "\"{{fixture.sessionEndDate}}\"")]
    [InlineData("staffs", "latitude", "string", null, "\"30.2672\"")]
    [InlineData("staffs", "generationCodeSuffix", "string", null, "\"Jr\"")]
    [InlineData("academicWeeks", "totalInstructionalDays", "integer", "int32", "5")]
    [InlineData("gradingPeriods", "totalInstructionalDays", "integer", "int32", "80")]
    [InlineData("courses", "numberOfParts", "integer", "int32", "1")]
    [InlineData("courses", "maximumCredits", "number", "double", "1")]
    [InlineData("grades", "schoolYear", "integer", "int32", "\"{{#fixture.schoolYear}}\"")]
    [InlineData("programs", "programName", "string", null, "\"BatchPerf program name\"")]
    public void A_value_follows_from_its_field_and_the_resource(string segment, string name, string type, string? format, string expected) =>
        Assert.Equal(expected, SampleValues.Of(segment, name, new ScalarShape(type, format), drawn: false).ToJsonString().Replace("\\u0022", "\"", StringComparison.Ordinal));

    [Fact]
    public void An_organisation_is_of_its_own_category_where_the_server_has_that()
    {
        const string Type = "educationOrganizationCategoryDescriptor";
        string[] uris = ["School", "Community Organization", "State Education Agency"];
        var known = new KnownDescriptors(new DescriptorTypes([Type]), new Dictionary<string, IReadOnlyList<string>> { [Type] = [.. uris.Select(static u => "uri://x#" + u)] });

        Assert.Equal("uri://x#Community Organization", known.Choose(Of("communityOrganizations", "communityorganization"), Type));
        Assert.Equal("uri://x#School", known.Choose(Of("courses", "course"), Type));

        static ApiResource Of(string segment, string entity) => new("ed-fi", segment, entity, new ObjectShape([]), null, null);
    }
}
