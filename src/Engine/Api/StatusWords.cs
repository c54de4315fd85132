namespace EdFi.BatchPerf.Api;

/// <summary>Meanings of refusals without text, for statuses that servers and proxies send with an empty body or a page of HTML.</summary>
internal static class StatusWords
{
    /// <summary>To follow the status; null for statuses that say nothing by themselves.</summary>
    public static string? Of(int status) => status switch
    {
        413 => "Content Too Large: the server takes no body of this length",
        414 => "URI Too Long: the server takes no address of this length",
        429 => "Too Many Requests: a rate limiter refused the request",
        431 => "Request Header Fields Too Large: the server takes no headers of this length; those of a request are the token and what the "
            + "operator added",
        502 or 504 => "from a proxy: the server behind it gave it no answer",
        503 => "Service Unavailable: the server, or a proxy before it, takes no requests for now",
        _ => null,
    };
}
