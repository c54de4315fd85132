using System.Globalization;
using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Batches;

/// <summary>
/// Judges the answers of the single-resource endpoints: 201 with a <c>Location</c> for a POST, 204 or 200 for a PUT or DELETE. A 200 for a
/// POST says that the document was there already and has been updated. A refusal is the operation's own failure; one that comes before the
/// operation is looked at (401, 405, 413, 429, no such route) attempts nothing.
/// </summary>
internal sealed class ResourceJudge : IAnswerJudge
{
    public static ResourceJudge Instance { get; } = new();

    public BatchAnswer Judge(AnswerHead head, ReadOnlyMemory<byte> body, in ExchangeRequest request)
    {
        var status = head.Status;
        var create = request.Shape.Op(0) == OperationKind.Create;
        if (status is < 200 or > 299)
        {
            return Refusal(status, body, request, noRoute: create && status == 404);
        }

        if (!create)
        {
            return status is 200 or 204
                ? new BatchAnswer { StatusCode = status, Fate = BatchFate.Committed, ResponseBytes = body.Length }
                : Strange(status, body, "which does not state the outcome");
        }

        var answer = status is 200 or 201 && IdOf(head, request.Shape.Resource(0)) is { } id
            ? new BatchAnswer
            {
                StatusCode = status,
                Fate = BatchFate.Committed,
                DocumentIds = [id.ToString()],
                ResponseBytes = body.Length,
            }
            : Strange(status, body, "without a Location that ends in the resource and the document's id");
        return status == 200 ? answer with { Existing = true } : answer;
    }

    private static BatchAnswer Refusal(int status, ReadOnlyMemory<byte> body, in ExchangeRequest request, bool noRoute)
    {
        var problem = ProblemReader.TryRead(body);
        var kind = noRoute ? ErrorKind.NotSupported : status == 404 ? ErrorKind.NotFound : AnswerReader.KindOf(status, problem);
        var attempted = status is >= 400 and <= 499 && !noRoute && status is not (401 or 405 or 408 or 413 or 429);
        var words = problem?.Describe();
        return new BatchAnswer
        {
            StatusCode = status,
            ErrorKind = kind,
            Error = string.IsNullOrEmpty(words)
                ? Say($"{status} {StatusWords.Of(status) ?? "without an explanation"}")
                : Say($"{status} {words}"),
            CorrelationId = problem?.CorrelationId,
            Fate = attempted ? BatchFate.RolledBack : status is >= 400 and <= 499 ? BatchFate.NotAttempted : BatchFate.Unknown,
            FailedOperation = attempted ? Failed(status, problem, request.Shape) : null,
            ResponseBytes = body.Length,
            BodyExcerpt = problem is null ? AnswerReader.Excerpt(body) : null,
        };
    }

    private static FailedOperation Failed(int status, Problem? problem, BatchShape shape) => new()
    {
        Index = 0,
        Op = OperationNames.Of(shape.Op(0)),
        Resource = shape.Resource(0),
        Status = status,
        Type = problem?.Type,
        Title = problem?.Title,
        Detail = problem?.DetailWithErrors(),
        CorrelationId = problem?.CorrelationId,
    };

    private static BatchAnswer Strange(int status, ReadOnlyMemory<byte> body, string problem) =>
        AnswerReader.NotUnderstood(status, Say($"{status}, {problem}."), body);

    private static DocumentId? IdOf(AnswerHead head, string resource) =>
        head.Location is { } location ? DocumentId.FromLocation(location, resource) : null;

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
