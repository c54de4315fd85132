using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using EdFi.BatchPerf.Simulator.Problems;

namespace EdFi.BatchPerf.Simulator.Http;

/// <summary>The public main branch: problem details everywhere, <c>Retry-After</c>, tokens of its own.</summary>
internal sealed class NewerDialect : Dialect
{
    public static NewerDialect Instance { get; } = new();

    public override string TokenPath => "/oauth/token";

    public override void WriteThrottled(HttpContext context, TimeSpan wait)
    {
        AskToWait(context, wait);
        Answer.WriteProblem(context, KnownProblems.TooManyRequests(), Answer.ProblemJson + "; charset=utf-8");
    }

    public override void WriteBroken(HttpContext context, TimeSpan wait) => WriteUnavailable(context, wait);

    public override void WriteUnavailable(HttpContext context, TimeSpan wait)
    {
        AskToWait(context, wait);
        Answer.WriteProblem(context, KnownProblems.ServiceUnavailable());
    }

    public override void WriteUnauthorized(HttpContext context, string error)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        Answer.WriteProblem(context, KnownProblems.NotAuthenticated(error));
    }

    public override void WriteTooLarge(HttpContext context)
    {
        context.Response.Headers.Connection = "close";
        Answer.WriteEmpty(context, StatusCodes.Status413PayloadTooLarge);
    }

    public override void AddAllowed(HttpContext context, string methods) => context.Response.Headers.Allow = methods;

    public override bool Takes(string? contentType) =>
        contentType is null
        || (MediaTypeHeaderValue.TryParse(contentType, out var type)
            && (type.MediaType?.ToLowerInvariant() is "application/json" or "text/json"
                || type.MediaType?.StartsWith("application/vnd.ed-fi.", StringComparison.OrdinalIgnoreCase) == true));

    /// <summary>RFC 6749, 2.3.1: a form's encoding within HTTP Basic.</summary>
    public override string Decode(string credential) => WebUtility.UrlDecode(credential);

    public override void WriteMoreUrls(Utf8JsonWriter writer, string baseUrl)
    {
        writer.WriteString("tokenInfo", baseUrl + "/oauth/token_info");
        writer.WriteString("changeQueries", baseUrl + "/changeQueries/v1/");
    }
}
