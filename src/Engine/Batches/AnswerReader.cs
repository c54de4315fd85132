using System.Text;
using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Batches;

/// <summary>Turns status and body into the outcome of every operation.</summary>
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
        var failed = problem?.FailedOperation;
        if (failed is not null && !WasSent(failed, shape))
        {
            return NotUnderstood(
                status,
                $"{status}, but the failed operation that it names, {failed.Op} {failed.Resource} at index {failed.Index}, was not sent.",
                body);
        }

        var kind = KindOf(status, problem);
        return new BatchAnswer
        {
            StatusCode = status,
            ErrorKind = kind,
            Error = Describe(status, problem, failed),
            CorrelationId = problem?.CorrelationId ?? failed?.CorrelationId,
            Fate = failed is not null && status >= 400 ? BatchFate.RolledBack
                : status is >= 400 and <= 499 ? BatchFate.NotAttempted
                : BatchFate.Unknown,
            FailedOperation = status >= 400 ? failed : null,
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
            : NotUnderstood(200, $"200, but {mismatch}.", body);
    }

    public static BatchAnswer NotUnderstood(int status, string error, ReadOnlyMemory<byte> body) => new()
    {
        StatusCode = status,
        ErrorKind = ErrorKind.InvalidResponse,
        Error = AnswerForm.Strange(body.Span) is { } form ? $"{error.TrimEnd('.')}: {form}." : error,
        Fate = BatchFate.Unknown,
        ResponseBytes = body.Length,
        BodyExcerpt = Excerpt(body),
    };

    /// <summary>
    /// True where the failed operation of the answer fits the operation sent at its position, as far as the answer describes it.
    /// </summary>
    private static bool WasSent(FailedOperation failed, BatchShape shape) =>
        failed.Index >= 0
        && failed.Index < shape.Count
        && (failed.Op is null || string.Equals(failed.Op, OperationNames.Of(shape.Op(failed.Index)), StringComparison.OrdinalIgnoreCase))
        && (failed.Resource is null || string.Equals(failed.Resource, shape.Resource(failed.Index), StringComparison.OrdinalIgnoreCase));

    public static ErrorKind KindOf(int status, Problem? problem)
    {
        // An earlier draft of the API answered every failure with 400 and put the real status into the failed operation.
        var real = status == 400 && problem?.FailedOperation?.Status is { } own and >= 400 and <= 599 ? own : status;
        return real switch
        {
            400 => IsValidation(problem?.FailedProblem ?? problem) ? ErrorKind.Validation : ErrorKind.BadRequest,
            401 => ErrorKind.Unauthorized,
            403 => ErrorKind.Forbidden,
            404 when problem?.FailedOperation is null => ErrorKind.NotSupported, // no operation failed: the server has no such route
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
        return string.IsNullOrEmpty(words)
            ? $"{status} {StatusWords.Of(status) ?? "without an explanation"}"
            : failed is null
            ? $"{status} {words}"
            : words;
    }

    public static string Excerpt(ReadOnlyMemory<byte> body) =>
        Encoding.UTF8.GetString(body.Span[..Math.Min(ExcerptBytes, body.Length)]).ReplaceLineEndings(" ");
}
