using System.Text.Json;

namespace EdFi.BatchPerf.Unit.Text;

public sealed class JsonFaultTests
{
    [Theory]
    [InlineData("RunId,Sequence", "'R' is an invalid start of a value, line 1")]
    [InlineData("{\n\"a\": x}", "'x' is an invalid start of a value, line 2")]
    public void What_is_wrong_with_JSON_is_said_without_the_serialiser_s_places(string text, string words) =>
        Assert.Equal(words, JsonFault.Words(Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<JsonElement>(text))));

    [Fact]
    public void Other_faults_keep_their_words() => Assert.Equal("no such thing", JsonFault.Words(new FormatException("no such thing.")));
}
