using System.Globalization;
using System.Text.Json;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Attack.Mutation;
using EdFi.BatchPerf.Attack.Running;
using EdFi.BatchPerf.Batches;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Attack.Targets;

/// <summary>What a server answers to the load.</summary>
internal static class AnswerTargets
{
    private const int LongestText = 60_000;
    private static readonly OperationKind[] Triple = [OperationKind.Create, OperationKind.Update, OperationKind.Delete];
    private static readonly BatchShape Batch = Shape([.. Triple, .. Triple]);
    private static readonly BatchShape Create = Shape(OperationKind.Create);

    private const string Failed = """
        {"type":"urn:ed-fi:api:batch-operation-failed","status":409,"failedOperation":{"index":4,"op":"update","resource":"students",
         "problem":{"title":"T","detail":"D","status":409,"errors":["E"]}}}
        """;

    // Of an earlier draft of the API.
    private const string EarlierFailed =
        """{"status":400,"failedOperation":{"index":1,"op":"update","resource":"students","httpStatus":409,"title":"Conflict"}}""";

    private static readonly Uri Url = new("http://127.0.0.1/data/ed-fi/students");

    public static IEnumerable<Target> All =>
    [
        new("batch answers", Form.Json, [Exchange.Of(200, "", Usual), Exchange.Of(200, "", Spaced), .. Refusals], ReadBatch) { ShortMutations = 10_000 },
        new("single-resource answers", Form.Json, [.. Singles], ReadSingle),
        new("problem details", Form.Json, [.. Corpus.Bodies(static a => a.Status >= 400).Where(static b => ProblemReader.TryRead(b) is not null)], ReadProblem),
        new("batch limits", Form.Json, Corpus.Bodies(static a => a.Is("08c")), ReadLimit),
    ];

    private static string Usual => $"[{string.Join(',', Enumerable.Range(0, Batch.Count).Select(static i =>
        $$"""{"index":{{i}},"status":"success","op":"{{OperationNames.Of(Batch.Op(i))}}","resource":"students","documentId":"01a20240-c7bb-7d35-af22-7bed828af9e{{i}}"}"""))}]";

    // Not in the server's usual spelling, so that the reader of outcomes is asked.
    private static string Spaced => Usual.Replace(",", ", ", StringComparison.Ordinal);

    private static IEnumerable<byte[]> Singles => Corpus.Answers(static a => a.Is("05", "07", "09")).Where(static a => ReadSingle(a).Refusal is null);

    // Those that speak of another batch than this one are refused as they stand.
    private static IEnumerable<byte[]> Refusals => Corpus.Answers(static a => a.Is("08", "10", "11", "04c") && a.Status >= 400)
        .Append(Exchange.Of(409, "", Failed))
        .Append(Exchange.Of(400, "", EarlierFailed))
        .Where(static a => ReadBatch(a).Refusal is null);

    private static BatchShape Shape(params OperationKind[] operations) => new([.. operations.Select(static op => (op, "students"))]);

    private static Reading ReadBatch(byte[] input)
    {
        var exchange = Exchange.Read(input);
        var result = Judge(BatchJudge.Instance, exchange, Batch);
        Claim.Success(!result.Success || (exchange.Status == 200 && ListsEverySuccess(exchange.Body)));
        return Of(result);
    }

    private static Reading ReadSingle(byte[] input)
    {
        var exchange = Exchange.Read(input);
        var result = Judge(ResourceJudge.Instance, exchange, Create);
        Claim.Success(!result.Success || exchange is { Status: 200 or 201, Location: [.., >= '0' and <= '9' or >= 'a' and <= 'z' or >= 'A' and <= 'Z' or '-'] });
        return Of(result);
    }

    private static BatchResult Judge(IAnswerJudge judge, Exchange exchange, BatchShape shape)
    {
        var request = new ExchangeRequest(HttpMethod.Post, Url, ReadOnlyMemory<byte>.Empty, shape, judge, KeepIds: true);
        var sent = new SentBatch { RunId = "r", Scenario = "s", Name = "n", Resource = "students", Shape = shape };
        var result = ResultBuilder.Build(sent, judge.Judge(exchange.Head(), exchange.Body, request), keepOperations: true);
        Claim.Ledger(result);
        Claim.Sum(result.OperationCount == shape.Count);
        int Count(OperationState state) => result.Operations!.Count(o => o.State == state);
        Claim.Sum(Count(OperationState.Committed) == result.OperationsCommitted && Count(OperationState.RolledBack) == result.OperationsRolledBack);
        Claim.Sum(Count(OperationState.Failed) == result.OperationsFailed && Count(OperationState.Unknown) == result.OperationsUnknown);
        Claim.Success(result.Success == (result.OperationsCommitted == shape.Count));
        Claim.Success(result.Success == (result.ErrorKind is null && result.Error is null));
        Claim.Sum((result.Error?.Length ?? 0) + (result.FailedDetail?.Length ?? 0) <= LongestText);
        return result;
    }

    private static Reading Of(BatchResult result) => result.ErrorKind == ErrorKind.InvalidResponse
        ? Reading.Refused(nameof(ErrorKind.InvalidResponse))
        : Reading.Of(string.Create(CultureInfo.InvariantCulture, $"{result.StatusCode} {result.ErrorKind} {result.Error} {result.FailedIndex} {string.Join(' ', result.Operations!)}"));

    /// <summary>The same said again, slowly and strictly: every operation once, in order, as it was sent.</summary>
    private static bool ListsEverySuccess(ReadOnlyMemory<byte> body)
    {
        var strict = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        using var document = JsonDocument.Parse(strict.GetString(body.Span));
        var outcomes = document.RootElement.EnumerateArray().ToList();
        return outcomes.Count == Batch.Count && outcomes.Select(static (o, i) =>
            Only(o, "index").GetInt32() == i
            && Only(o, "status").GetString() == "success"
            && string.Equals(Only(o, "op").GetString(), OperationNames.Of(Batch.Op(i)), StringComparison.OrdinalIgnoreCase)
            && Only(o, "resource").GetString() == Batch.Resource(i)).All(static right => right);
    }

    private static JsonElement Only(JsonElement outcome, string name) => outcome.EnumerateObject().Single(p => p.NameEquals(name)).Value;

    private static Reading ReadProblem(byte[] input)
    {
        if (ProblemReader.TryRead(input) is not { } problem)
        {
            return Reading.Refused("none");
        }

        var words = $"{problem.Type} {problem.Status} {problem.CorrelationId} {problem.Describe()} {problem.FailedOperation}";
        Claim.Sum(words.Length <= LongestText);
        return Reading.Of(words);
    }

    private static Reading ReadLimit(byte[] input)
    {
        const int sent = 101;
        var limit = BatchLimitMessage.Read(ProblemReader.TryRead(input)?.Describe(), sent);
        Claim.Sum(limit is null or (> 0 and < sent));
        return limit is { } known ? Reading.Of(known.ToString(CultureInfo.InvariantCulture)) : Reading.Refused("none");
    }
}
