using System.Text;
using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Unit.Api;

public sealed class ProblemReaderTests
{
    [Fact]
    public void Problem_details_without_a_failed_operation_08x()
    {
        var problem = Read("""{"detail":"Operation at index 0 must be a JSON object.","type":"urn:ed-fi:api:bad-request","title":"Bad Request","status":400,"correlationId":"0HN:1","validationErrors":{},"errors":[]}""")!;

        Assert.Equal("Bad Request: Operation at index 0 must be a JSON object.", problem.Describe());
        Assert.Equal("urn:ed-fi:api:bad-request", problem.Type);
        Assert.Equal(400, problem.Status);
        Assert.Equal("0HN:1", problem.CorrelationId);
        Assert.Null(problem.FailedOperation);
        Assert.False(problem.HasValidationErrors);
    }

    [Fact]
    public void A_failed_operation_with_the_problem_of_its_endpoint_08r()
    {
        var problem = Read("""
            {"detail":"Batch operation failed and was rolled back.","type":"urn:ed-fi:api:batch-operation-failed","title":"Batch Operation Failed","status":400,"correlationId":"0HN:2","validationErrors":{},"errors":[],
             "failedOperation":{"index":3,"op":"create","resource":"students","problem":{"detail":"Data validation failed. See 'validationErrors' for details.","type":"urn:ed-fi:api:bad-request:data-validation-failed","title":"Data Validation Failed","status":400,"correlationId":"0HN:3",
             "validationErrors":{"$.firstName":["firstName is required."],"$.lastSurname":["lastSurname is required."]},"errors":[]}}}
            """)!;

        var failed = problem.FailedOperation!;
        Assert.Equal((3, "create", "students", 400), (failed.Index, failed.Op, failed.Resource, failed.Status));
        Assert.Equal("urn:ed-fi:api:bad-request:data-validation-failed", failed.Type);
        Assert.Equal("Data Validation Failed", failed.Title);
        Assert.Equal("Data validation failed. See 'validationErrors' for details. firstName is required. lastSurname is required.", failed.Detail);
        Assert.Equal("0HN:3", failed.CorrelationId);
        Assert.Equal("0HN:2", problem.CorrelationId);
        Assert.True(problem.FailedProblem!.HasValidationErrors);
    }

    [Fact]
    public void An_earlier_draft_put_status_and_problem_straight_into_the_failed_operation()
    {
        var problem = Read("""{"status":400,"correlationId":"c","failedOperation":{"index":1,"op":"update","resource":"sections","httpStatus":409,"title":"Conflict","detail":"It is there."}}""")!;

        var failed = problem.FailedOperation!;
        Assert.Equal((1, 409, "Conflict", "It is there.", "c"), (failed.Index, failed.Status, failed.Title, failed.Detail, failed.CorrelationId));
    }

    [Theory]
    [InlineData("70000")]
    [InlineData("-409")]
    [InlineData("0")]
    public void A_status_that_is_none_of_HTTP_is_left_out_since_results_files_would_not_be_read_with_it(string status)
    {
        var body = """{"status":ODD,"failedOperation":{"index":1,"op":"update","resource":"sections","httpStatus":ODD,"problem":{"title":"Conflict","status":ODD}}}""";

        var problem = Read(body.Replace("ODD", status, StringComparison.Ordinal))!;

        Assert.Null(problem.Status);
        Assert.Null(problem.FailedOperation!.Status);
        Assert.Equal("Conflict", problem.FailedOperation.Title);
    }

    [Fact]
    public void A_json_string_that_contains_json_08j()
    {
        var problem = Read("\"{\\\"detail\\\":\\\"Authorization failed\\\",\\\"title\\\":\\\"Unauthorized\\\",\\\"status\\\":401,\\\"correlationId\\\":\\\"0HN:4\\\",\\\"errors\\\":[\\\"Invalid token\\\"]}\"")!;

        Assert.Equal("Unauthorized: Authorization failed: Invalid token", problem.Describe());
        Assert.Equal("0HN:4", problem.CorrelationId);
    }

    [Fact]
    public void A_problem_that_the_token_proxy_wrapped_into_its_own_detail()
    {
        var problem = Read("""{"detail":"{\"detail\":\"The request could not be processed.\",\"title\":\"Authentication Failed\",\"errors\":[\"unauthorized_client\"]}","title":"Unauthorized","status":401,"correlationId":"outer"}""")!;

        Assert.Equal("Authentication Failed: The request could not be processed. unauthorized_client", problem.Describe());
        Assert.Equal("outer", problem.CorrelationId);
    }

    [Theory]
    [InlineData("""{"error":"Batch size limit exceeded.","message":"(101) exceeds (100)."}""", "Batch size limit exceeded. (101) exceeds (100).", null)]
    [InlineData("""{"message":"The server failed.","traceId":"0HN:5"}""", "The server failed.", "0HN:5")]
    [InlineData("""{"error":"The server failed.","correlationId":"0HN:6"}""", "The server failed.", "0HN:6")]
    [InlineData("""{"error":"unsupported_grant_type","error_description":"Not supported."}""", "unsupported_grant_type: Not supported.", null)]
    public void The_short_shapes(string body, string words, string? correlationId)
    {
        var problem = Read(body)!;

        Assert.Equal(words, problem.Describe());
        Assert.Equal(correlationId, problem.CorrelationId);
    }

    [Fact]
    public void A_detail_that_only_looks_like_json_is_kept_as_text_and_hides_no_failed_operation()
    {
        Assert.Equal("{schoolId} is unknown", Read("""{"detail":"{schoolId} is unknown"}""")!.Describe());
        Assert.Equal("T: {}", Read("""{"title":"T","detail":"{}"}""")!.Describe());
        Assert.Equal(2, Read("""{"detail":"{\"title\":\"inner\"}","failedOperation":{"index":2}}""")!.FailedOperation!.Index);
    }

    [Fact]
    public void What_a_failed_operation_leaves_out_is_null_and_an_index_that_is_none_is_minus_1()
    {
        var failed = Read("""{"status":500,"failedOperation":{"index":"3","op":7,"problem":"broken"}}""")!.FailedOperation!;

        Assert.Equal((-1, (string?)null, (string?)null, 500), (failed.Index, failed.Op, failed.Resource, failed.Status));
    }

    [Fact]
    public void Texts_and_lists_are_bounded()
    {
        var errors = string.Join(',', Enumerable.Range(0, 100).Select(i => $"\"{i:0000}{new string('e', 10_000)}\""));
        var huge = new string('x', 1_000_000);

        var problem = Read($$"""{"title":"{{huge}}","detail":"{{huge}}","correlationId":"{{huge}}","errors":[{{errors}}]}""")!;

        Assert.Equal(20, problem.Errors.Count);
        Assert.True(problem.Describe().Length < 50_000);
        Assert.True(problem.CorrelationId!.Length <= 2_001);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("\"text\"")]
    [InlineData("{\"title\":")]
    [InlineData("{\"title\":\"\\ud800\"}")]
    public void Anything_else_is_no_problem_details(string body) => Assert.Null(Read(body));

    [Fact]
    public void Strings_in_strings_are_followed_only_so_deep()
    {
        var body = """{"title":"core"}""";
        for (var i = 0; i < 6; i++)
        {
            body = System.Text.Json.JsonSerializer.Serialize(body);
        }

        Assert.Null(Read(body));
    }

    private static Problem? Read(string body) => ProblemReader.TryRead(Encoding.UTF8.GetBytes(body));
}
