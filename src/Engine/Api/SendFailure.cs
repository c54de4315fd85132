namespace EdFi.BatchPerf.Api;

/// <summary>Tells requests that broke off on the way from those that never left this machine.</summary>
internal static class SendFailure
{
    /// <summary>True where no connection could be had, so that the server cannot have carried the request out.</summary>
    /// <param name="exception">What broke off the exchange.</param>
    public static bool NeverSent(Exception exception) =>
        // A TimeoutException inside is the handler's own ConnectTimeout: the request was still waiting for a connection.
        exception is OperationCanceledException { InnerException: TimeoutException }
        || exception is HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError or HttpRequestError.VersionNegotiationError,
        };
}
