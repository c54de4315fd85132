using System.Text;
using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Unit.Batches;

public sealed class OutcomeReaderTests
{
    private static readonly string Create = Shapes.Outcome(0, "create");
    private static readonly string Update = Shapes.Outcome(1, "update");
    private static readonly string Delete = Shapes.Outcome(2, "delete");

    [Fact]
    public void Matching_outcomes_are_no_mismatch() => Assert.Null(Mismatch($"[{Create},{Update},{Delete}]"));

    [Theory]
    [InlineData("""[{"resource":"students","op":"CREATE","status":"success","index":0,"documentId":null,"more":{"a":[1,{}]}},{"index":1,"status":"success","op":"Update","resource":"students"},{"index":2,"status":"success","op":"delete","resource":"stu\u0064ents"}]""")]
    [InlineData(" \r\n[ {\"index\" : 0 ,\"status\":\"success\",\"op\":\"create\",\"resource\":\"students\"},{\"index\":1,\"status\":\"success\",\"op\":\"update\",\"resource\":\"students\"},{\"index\":2,\"status\":\"success\",\"op\":\"delete\",\"resource\":\"students\"} ] ")]
    public void Order_of_fields_spaces_escapes_further_fields_and_the_case_of_op_do_not_matter(string body) => Assert.Null(Mismatch(body));

    [Fact]
    public void An_empty_batch_has_an_empty_answer() => Assert.Null(OutcomeReader.FindMismatch("[]"u8, new BatchShape([]), documentIds: null));

    public static TheoryData<string, string> Mismatches => new()
    {
        { $"[{Create},{Update}]", "2 outcomes for 3 operations" },
        { "[]", "0 outcomes for 3 operations" },
        { $"[{Create},{Update},{Delete},{Delete}]", "more outcomes than the 3 operations" },
        { $"[{Delete},{Update},{Create}]", "outcome 0 has index '2' where '0' was expected" },
        { $"[{Shapes.Outcome(0, "create", status: "failed")},{Update},{Delete}]", "outcome 0 has status 'failed' where 'success'" },
        { $"[{Create},{Shapes.Outcome(1, "delete")},{Delete}]", "outcome 1 has op 'delete' where 'update'" },
        { $"[{Create},{Update},{Shapes.Outcome(2, "delete", "sections")}]", "outcome 2 has resource 'sections' where 'students'" },
        { $$"""[{"index":0,"op":"create","resource":"students"},{{Update}},{{Delete}}]""", "outcome 0 lacks status" },
        { $$"""[{"index":0,"index":0,"status":"success","op":"create","resource":"students"},{{Update}},{{Delete}}]""", "names its index twice" },
        { $$"""[{"index":"0","status":"success","op":"create","resource":"students"},{{Update}},{{Delete}}]""", "outcome 0 has index '0'" },
        { $$"""[{"index":0.0,"status":"success","op":"create","resource":"students"},{{Update}},{{Delete}}]""", "outcome 0 has index '0.0'" },
        { $$"""[{"index":0,"status":200,"op":"create","resource":"students"},{{Update}},{{Delete}}]""", "outcome 0 has status '200'" },
        { $$"""[{"index":0,"status":"Success","op":"create","resource":"students"},{{Update}},{{Delete}}]""", "outcome 0 has status 'Success'" },
        { $"[{Create},null,{Delete}]", "outcome 1 is not an object" },
        { $"[[],{Update},{Delete}]", "outcome 0 is not an object" },
        { "{}", "not a JSON array" },
        { "\"[]\"", "not a JSON array" },
        { "", "not valid JSON" },
        { "<html>", "not valid JSON" },
        { $"[{Create},{Update},{Delete}", "not valid JSON" },
        { $"[{Create},{Update},{Delete}]]", "not valid JSON" },
        { $"[{Create},{Update},{Delete}] [", "not valid JSON" },
        { $$"""[{"index":0,"status":"\ud800","op":"create","resource":"students"},{{Update}},{{Delete}}]""", "not valid UTF-8" },
    };

    [Theory]
    [MemberData(nameof(Mismatches))]
    public void Everything_else_is_said_in_words(string body, string words) => Assert.Contains(words, Mismatch(body), StringComparison.Ordinal);

    private static string? Mismatch(string body) => OutcomeReader.FindMismatch(Encoding.UTF8.GetBytes(body), Shapes.Triple, documentIds: null);
}
