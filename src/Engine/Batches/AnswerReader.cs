using System.Text;
using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Batches;

/// <summary>Turns status and body into what became of every operation.</summary>
internal static class AnswerReader
{
    private const int ExcerptBytes = 2_000;

    public static BatchAnswer Read(int status, ReadOnlyMemory<byte> body, BatchShape shape, bool keepIds)
    {
        if (status == 200)
        {
            return ReadSuccess(body, shape, keepIds);
        }

        var problem = ProblemReader.TryRead(body);
        var kind = KindOf(status, problem);
        var failed = problem?.FailedOperation;
        var named = failed is not null && failed.Index >= 0 && failed.Index < shape.Count;
        return new BatchAnswer
        {
            StatusCode = status,
            ErrorKind = kind,
            Error = Describe(status, problem, failed),
            CorrelationId = problem?.CorrelationId ?? failed?.CorrelationId,
            Fate = named ? BatchFate.RolledBack
                : status is >= 400 and <= 499 && failed is null ? BatchFate.NotAttempted
                : BatchFate.Unknown,
            FailedOperation = named ? failed : null,
            ResponseBytes = body.Length,
            BodyExcerpt = problem is null ? Excerpt(body) : null,
        };
    }

    private static BatchAnswer ReadSuccess(ReadOnlyMemory<byte> body, BatchShape shape, bool keepIds)
    {
        var ids = keepIds ? new string?[shape.Count] : null;
        var mismatch = OutcomeReader.FindMismatch(body.Span, shape, ids);
        return mismatch is null
            ? new BatchAnswer { StatusCode = 200, Fate = BatchFate.Committed, DocumentIds = ids, ResponseBytes = body.Length }
            : new BatchAnswer
            {
                StatusCode = 200,
                ErrorKind = ErrorKind.InvalidResponse,
                Error = $"200, but {mismatch}.",
                Fate = BatchFate.Unknown,
                ResponseBytes = body.Length,
                BodyExcerpt = Excerpt(body),
            };
    }

    private static ErrorKind KindOf(int status, Problem? problem)
    {
        // An earlier draft of the API answered every failure with 400 and put the real status into the failed operation.
        var real = status == 400 && problem?.FailedOperation?.Status is { } own and >= 400 ? own : status;
        return real switch
        {
            400 => IsValidation(problem?.FailedProblem ?? problem) ? ErrorKind.Validation : ErrorKind.BadRequest,
            401 => ErrorKind.Unauthorized,
            403 => ErrorKind.Forbidden,
            404 or 410 => ErrorKind.NotFound,
            405 or 501 => ErrorKind.NotSupported,
            408 => ErrorKind.Timeout,
            409 => ErrorKind.Conflict,
            412 => ErrorKind.PreconditionFailed,
            413 => ErrorKind.TooLarge,
            429 => ErrorKind.Throttled,
            >= 500 and <= 599 => ErrorKind.ServerError,
            >= 400 and <= 499 => ErrorKind.BadRequest,
            _ => ErrorKind.InvalidResponse,
        };
    }

    private static bool IsValidation(Problem? problem) =>
        problem is not null
        && (problem.HasValidationErrors || problem.Type?.StartsWith("urn:ed-fi:api:bad-request:data", StringComparison.Ordinal) == true);

    private static string Describe(int status, Problem? problem, FailedOperation? failed)
    {
        var words = failed is null ? problem?.Describe() : failed.ToString();
        return string.IsNullOrEmpty(words) ? $"{status} without an explanation" : failed is null ? $"{status} {words}" : words;
    }

    private static string Excerpt(ReadOnlyMemory<byte> body) => Encoding.UTF8.GetString(body.Span[..Math.Min(ExcerptBytes, body.Length)]);
}
