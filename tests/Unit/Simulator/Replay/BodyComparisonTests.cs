using System.Text.Json.Nodes;

namespace EdFi.BatchPerf.Unit.Simulator.Replay;

public sealed class BodyComparisonTests
{
    [Theory]
    [InlineData("""{"id":"1","a":"x","correlationId":"q"}""", """{"id":"2","a":"x","correlationId":"z"}""")]
    [InlineData("""["{\"correlationId\":\"1\"}"]""", """["{\"correlationId\":\"2\"}"]""")]
    public void What_differs_from_run_to_run_is_no_difference(string recorded, string now) => Assert.Empty(Compare(recorded, now));

    [Theory]
    [InlineData("""{"a":"x"}""", """{"a":"y"}""")]
    [InlineData("""{"a":1}""", """{"a":"1"}""")]
    [InlineData("""{"a":1}""", """{"a":2}""")]
    [InlineData("""{"a":1,"b":2}""", """{"b":2,"a":1}""")]
    [InlineData("""{"a":1}""", "{}")]
    [InlineData("[1]", "[1,2]")]
    [InlineData("""{"correlationId":"1"}""", """{"correlationId":1}""")]
    [InlineData("""[{"id":"1"},{"id":"1"}]""", """[{"id":"2"},{"id":"3"}]""")]
    public void Anything_else_is(string recorded, string now) => Assert.NotEmpty(Compare(recorded, now));

    private static IReadOnlyList<string> Compare(string recorded, string now) => BodyComparison.Compare(new(), JsonNode.Parse(recorded), JsonNode.Parse(now));
}
