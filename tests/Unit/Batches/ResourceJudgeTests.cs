using System.Text;
using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Unit.Batches;

public sealed class ResourceJudgeTests
{
    private const string Problem = """{"detail":"no","type":"urn:ed-fi:api:x","title":"Nope","status":0,"correlationId":"c-1","errors":["because"]}""";

    [Theory]
    [InlineData(OperationKind.Create, 201, "http://h/data/ed-fi/students/01a20240-d08f-7066-bde0-768e68ec56de", true)]
    [InlineData(OperationKind.Create, 201, "/data/ed-fi/students/01A20240d08f7066bde0768e68ec56de", true)]
    [InlineData(OperationKind.Create, 200, "students/01a20240d08f7066bde0768e68ec56de", true)]
    [InlineData(OperationKind.Create, 201, "/data/ed-fi/students/7", false)]
    [InlineData(OperationKind.Create, 201, "/data/ed-fi/staffs/01a20240-d08f-7066-bde0-768e68ec56de", false)]
    [InlineData(OperationKind.Create, 201, "/data/ed-fi/students/01a20240-d08f-7066-bde0-768e68ec56de?x=1", false)]
    [InlineData(OperationKind.Create, 201, "/data/ed-fi/students/../../../oauth/x?y=", false)]
    [InlineData(OperationKind.Create, 201, null, false)]
    [InlineData(OperationKind.Create, 201, "http://h/data/ed-fi/students/", false)]
    [InlineData(OperationKind.Create, 201, "http://h/students/a\"b", false)]
    [InlineData(OperationKind.Create, 204, "http://h/students/01a20240-d08f-7066-bde0-768e68ec56de", false)]
    [InlineData(OperationKind.Update, 204, null, true)]
    [InlineData(OperationKind.Delete, 204, null, true)]
    [InlineData(OperationKind.Delete, 202, null, false)]
    public void An_answer_proves_what_it_proves(OperationKind op, int status, string? location, bool proven)
    {
        var answer = Judge(op, status, location: location);

        Assert.Equal(proven ? null : ErrorKind.InvalidResponse, answer.ErrorKind);
        Assert.Equal(proven ? BatchFate.Committed : BatchFate.Unknown, answer.Fate);
        Assert.Equal(proven && op == OperationKind.Create ? location!.Split('/')[^1] : null, answer.DocumentIds?[0]);
        Assert.Equal(op == OperationKind.Create && status == 200, answer.Existing);
    }

    [Theory]
    [InlineData(OperationKind.Create, 400, ErrorKind.BadRequest, true)]
    [InlineData(OperationKind.Create, 403, ErrorKind.Forbidden, true)]
    [InlineData(OperationKind.Create, 409, ErrorKind.Conflict, true)]
    [InlineData(OperationKind.Update, 412, ErrorKind.PreconditionFailed, true)]
    [InlineData(OperationKind.Update, 404, ErrorKind.NotFound, true)]
    [InlineData(OperationKind.Delete, 404, ErrorKind.NotFound, true)]
    [InlineData(OperationKind.Create, 404, ErrorKind.NotSupported, false)]
    [InlineData(OperationKind.Create, 401, ErrorKind.Unauthorized, false)]
    [InlineData(OperationKind.Create, 405, ErrorKind.NotSupported, false)]
    [InlineData(OperationKind.Create, 413, ErrorKind.TooLarge, false)]
    [InlineData(OperationKind.Update, 429, ErrorKind.Throttled, false)]
    public void A_refusal_is_the_operation_s_own_or_comes_before_it(OperationKind op, int status, ErrorKind kind, bool attempted)
    {
        var answer = Judge(op, status, Problem);

        Assert.Equal((kind, attempted ? BatchFate.RolledBack : BatchFate.NotAttempted), (answer.ErrorKind, answer.Fate));
        Assert.Equal((status, "c-1", $"{status} Nope: no: because"), (answer.StatusCode, answer.CorrelationId, answer.Error));
        Assert.Equal(attempted ? $"{OperationNames.Of(op)} students (index 0): {status} Nope: no because" : null, answer.FailedOperation?.ToString());
    }

    [Theory]
    [InlineData(500, ErrorKind.ServerError)]
    [InlineData(503, ErrorKind.ServerError)]
    [InlineData(302, ErrorKind.InvalidResponse)]
    public void What_proves_nothing_leaves_the_operation_unknown(int status, ErrorKind kind) =>
        Assert.Equal((kind, BatchFate.Unknown, "oops"), (Judge(OperationKind.Delete, status, "oops").ErrorKind, Judge(OperationKind.Delete, status, "oops").Fate, Judge(OperationKind.Delete, status, "oops").BodyExcerpt));

    private static BatchAnswer Judge(OperationKind op, int status, string body = "", string? location = null)
    {
        var request = new ExchangeRequest(HttpMethod.Post, new Uri("http://h/"), default, new BatchShape([(op, "students")]), ResourceJudge.Instance, KeepIds: true);
        return ResourceJudge.Instance.Judge(new AnswerHead(status) { Location = location }, Encoding.UTF8.GetBytes(body), request);
    }
}
