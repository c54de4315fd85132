using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Unit.Documents;

public sealed class DocumentIdTests
{
    private const string Id = "01a20240-d08f-7066-bde0-768e68ec56de";

    [Theory]
    [InlineData(Id, true)]
    [InlineData("01A20240D08F7066BDE0768E68EC56DE", true)]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("7", false)]
    [InlineData(" " + Id, false)]
    [InlineData(Id + "\n", false)]
    [InlineData("01a20240-d08f-7066-bde0-768e68ec56d", false)]
    [InlineData("01a20240d08f-7066-bde0-768e68ec56de-", false)]
    [InlineData("+1a20240-d08f-7066-bde0-768e68ec56de", false)]
    [InlineData("0x123456-d08f-7066-bde0-768e68ec56de", false)]
    [InlineData("../../../oauth/x?y=1234567890123456", false)]
    [InlineData("01a20240-d08f-7066-bde0-768e68ec56d%", false)]
    [InlineData("٠1a20240d08f7066bde0768e68ec56de", false)]
    public void An_id_is_a_guid_with_or_without_dashes(string? text, bool isId) => Assert.Equal(isId ? text : null, DocumentId.TryParse(text)?.ToString());

    [Theory]
    [InlineData("http://h:8080/data/ed-fi/students/" + Id, true)]
    [InlineData("/data/ed-fi/Students/" + Id, true)]
    [InlineData("students/" + Id, true)]
    [InlineData("/data/ed-fi/prestudents/" + Id, false)]
    [InlineData("/data/ed-fi/staffs/" + Id, false)]
    [InlineData("/data/ed-fi/students/" + Id + "/", false)]
    [InlineData("/data/ed-fi/students/" + Id + "?a=b", false)]
    [InlineData("/data/ed-fi/students/", false)]
    [InlineData("/" + Id, false)]
    [InlineData(Id, false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_location_ends_in_the_collection_and_the_id(string? location, bool hasId) => Assert.Equal(hasId ? Id : null, DocumentId.FromLocation(location, "students")?.ToString());

    [Fact]
    public void Ids_are_equal_however_they_are_written() =>
        Assert.Equal(DocumentId.TryParse(Id), DocumentId.TryParse(Id.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant()));
}
