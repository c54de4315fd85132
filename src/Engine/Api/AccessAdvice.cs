namespace EdFi.BatchPerf.Api;

/// <summary>The next step where a server refuses a single request: it follows from the status, and only a 403 is about claims.</summary>
internal static class AccessAdvice
{
    /// <summary>Returns the next step for an operator whose key was refused a resource.</summary>
    /// <param name="status">Of the answer; null where the answer itself was the trouble.</param>
    /// <param name="resource">Endpoint segment.</param>
    /// <param name="claims">
    /// Advice on the rights that the key's claim set needs, in one or more sentences; used for statuses without advice of their own.
    /// </param>
    public static string Of(int? status, string resource, string claims) => status switch
    {
        401 => "A new token was refused, too: see whether the key was revoked, and whether the token comes from this server's own issuer.",
        404 => $"The server has no {resource} there. Where it is a resource of an extension, its OpenAPI document has to name it; else "
            + $"give the prefix of its project ({new OptionKey("ApiPrefix")}), such as /data/tpdm.",
        429 or 503 => "The server has no time for more requests: try again when it has, or raise its rate limit.",
        _ => claims,
    };
}
