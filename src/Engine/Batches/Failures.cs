using System.Globalization;
using System.Net.Sockets;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Resources;

namespace EdFi.BatchPerf.Batches;

/// <summary>Gives the outcome of operations whose exchange had no complete answer.</summary>
internal static class Failures
{
    private const int LongBody = 1_000_000;
    private const string EndedBefore = "The run ended before the batch went out.";

    /// <summary>An exchange broke off.</summary>
    /// <param name="exception">Why, without a secret in its words (<see cref="SecretEcho.Hide(Exception, ReadOnlySpan{byte})"/>).</param>
    /// <param name="answering">True when the head of the answer had already arrived.</param>
    /// <param name="sent"><see cref="IBatchWire.Sent"/>.</param>
    /// <param name="cancellation">Tells a timeout from the end of the run.</param>
    /// <param name="bodyBytes">Length of the request's body.</param>
    public static BatchAnswer Of(Exception exception, bool answering, bool? sent, ExchangeCancellation cancellation, int bodyBytes)
    {
        var never = sent is { } known ? !known : SendFailure.NeverSent(exception);
        var fate = never ? BatchFate.NotAttempted : BatchFate.Unknown;
        if (cancellation.Token.IsCancellationRequested)
        {
            return cancellation.RunEnded
                ? Answer(ErrorKind.Canceled, never ? EndedBefore : "The run ended before the answer arrived.", fate)
                : Answer(
                    ErrorKind.Timeout,
                    Say($"No {(never ? "connection" : "complete answer")} within {cancellation.RequestTimeout.TotalSeconds:0.###} s."),
                    fate);
        }

        if (IsHeadTooLong(exception))
        {
            return Answer(
                ErrorKind.InvalidResponse,
                Say($"The answer's headers are longer than {AnswerLimit.HeadKilobytes} KB."),
                fate);
        }

        if (ServerQuote.IsIn(exception))
        {
            return Answer(ErrorKind.InvalidResponse, $"The answer is not HTTP: {Innermost(exception).Message}", fate);
        }

        if (never)
        {
            var what = SendFailure.NeverSent(exception) ? "No connection" : "Not sent";
            return ResourceErrors.Explain(exception) is { } lacking
                ? WithoutResources(lacking)
                : Answer(ErrorKind.ConnectionFailed, $"{what}: {Innermost(exception).Message}", fate);
        }

        var when = answering ? "while the answer was read" : "before the answer arrived";
        return Answer(
            ErrorKind.ConnectionFailed,
            $"The connection broke {when}: {Innermost(exception).Message}{(answering ? "" : Long(bodyBytes))}",
            fate);
    }

    /// <summary>No token could be had, so nothing was sent.</summary>
    public static BatchAnswer WithoutToken(Exception exception, ExchangeCancellation cancellation) => (exception switch
    {
        BatchPerfException problem when ResourceErrors.Explain(problem) is { } lacking => WithoutResources(lacking),
        BatchPerfException { Problem: ProblemKind.Connection } problem =>
            Answer(ErrorKind.ConnectionFailed, problem.Message, BatchFate.NotAttempted),
        BatchPerfException problem when TokenRefusal.Of(problem) is { IsBusy: true } refusal => Answer(
            refusal.Status == 429 ? ErrorKind.Throttled : ErrorKind.ServerError,
            $"No token: {problem.Message}",
            BatchFate.NotAttempted) with { TokenStatus = refusal.Status },
        BatchPerfException problem => Answer(ErrorKind.Unauthorized, problem.Message, BatchFate.NotAttempted),
        _ when cancellation.RunEnded => Answer(ErrorKind.Canceled, EndedBefore, BatchFate.NotAttempted),
        _ => Answer(ErrorKind.Timeout, "No token arrived within the request timeout.", BatchFate.NotAttempted),
    }) with { HadNoToken = true };

    /// <summary>The client itself broke while the batch was under way.</summary>
    public static BatchAnswer OfClient(Exception exception) =>
        Answer(ErrorKind.ConnectionFailed, $"The client failed: {exception.GetType().Name}: {exception.Message}", BatchFate.Unknown);

    /// <summary>The answer was longer than the answer to so many operations can be.</summary>
    public static BatchAnswer TooLong(int status, int mostBytes, int operations) => new()
    {
        StatusCode = status,
        ErrorKind = ErrorKind.InvalidResponse,
        Error = Say($"{status}, and the answer is longer than {mostBytes} bytes, the limit for {operations} operations."),
        Fate = BatchFate.Unknown,
        ResponseBytes = mostBytes,
    };

    /// <summary>A server that does not read a long body to its end closes the connection, and its 413 may be lost with it.</summary>
    private static string Long(int bodyBytes) => bodyBytes < LongBody ? ""
        : Say($" (The request has {bodyBytes / 1e6:0.0} MB; a DMS takes 10 MB unless it is set otherwise, and closes the connection.)");

    /// <summary>The client's own machine or process was the limit, so nothing was sent.</summary>
    private static BatchAnswer WithoutResources(string lacking) =>
        Answer(ErrorKind.ClientResources, $"Not sent: {lacking}.", BatchFate.NotAttempted);

    private static bool IsHeadTooLong(Exception exception) => exception
        is HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded }
        or HttpIOException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded };

    private static BatchAnswer Answer(ErrorKind kind, string error, BatchFate fate) =>
        new() { ErrorKind = kind, Error = error, Fate = fate };

    private static Exception Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner and not SocketException { SocketErrorCode: SocketError.OperationAborted })
        {
            exception = inner;
        }

        return exception;
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
