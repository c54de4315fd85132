using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Unit.Api;

public sealed class BatchLimitMessageTests
{
    [Theory]
    [InlineData("The number of operations (101) exceeds the maximum allowed (100). Please split the request into smaller batches.", 101, 100)]
    [InlineData("Batch size limit exceeded.: The number of operations (30) exceeds the maximum allowed (25).", 30, 25)]
    [InlineData("Batch size limit exceeded. The number of operations (30) exceeds the maximum allowed (25).", 30, 25)]
    [InlineData("At most 500 operations, but 1001 were sent.", 1001, 500)]
    [InlineData("At most 50 operations are allowed.", 60, 50)]
    [InlineData("The number of operations (101) exceeds the maximum allowed.", 101, null)]
    [InlineData("<html><h1>413 Request Entity Too Large</h1><center>nginx/1.18.0</center></html>", 30, null)]
    [InlineData("413 Payload Too Large", 500, null)]
    [InlineData("nginx 1.2", 30, null)]
    [InlineData("(101) exceeds (99999999999999999999)", 101, null)]
    [InlineData("(101) exceeds (0)", 101, null)]
    [InlineData("Request body too large.", 101, null)]
    [InlineData("", 101, null)]
    [InlineData(null, 101, null)]
    public void The_limit_is_read_out_of_the_words_of_a_413(string? message, int sent, int? limit) =>
        Assert.Equal(limit, BatchLimitMessage.Read(message, sent));
}
