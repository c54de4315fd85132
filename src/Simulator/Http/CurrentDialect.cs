using System.Buffers;
using System.Text.Json;

namespace EdFi.BatchPerf.Simulator.Http;

/// <summary>The server of the transcripts: a 429 without a word, a breaker that answers 500, a 401 that is JSON in a string.</summary>
internal sealed class CurrentDialect : Dialect
{
    public static CurrentDialect Instance { get; } = new();

    public override string TokenPath => "/connect/token";

    public override void WriteThrottled(HttpContext context, TimeSpan wait) =>
        Answer.WriteEmpty(context, StatusCodes.Status429TooManyRequests);

    public override void WriteBroken(HttpContext context, TimeSpan wait) => Answer.WriteServerError(context);

    public override void WriteUnavailable(HttpContext context, TimeSpan wait)
    {
        AskToWait(context, wait);
        Answer.WriteEmpty(context, StatusCodes.Status503ServiceUnavailable);
    }

    public override void WriteUnauthorized(HttpContext context, string error)
    {
        var inner = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(inner, Answer.Plain))
        {
            writer.WriteStartObject();
            writer.WriteString("detail", "Authorization failed");
            writer.WriteString("type", "urn:ed-fi:api:unauthorized");
            writer.WriteString("title", "Unauthorized");
            writer.WriteNumber("status", 401);
            writer.WriteString("correlationId", context.TraceIdentifier);
            writer.WriteStartArray("errors");
            writer.WriteStringValue(error);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        Answer.Write(
            context,
            StatusCodes.Status401Unauthorized,
            Answer.ProblemJson,
            writer => writer.WriteStringValue(inner.WrittenSpan));
    }

    public override void WriteTooLarge(HttpContext context)
    {
        context.Response.Headers.Connection = "close";
        Answer.WriteServerError(context);
    }

    public override void AddAllowed(HttpContext context, string methods)
    {
        // It names none.
    }

    public override bool Takes(string? contentType) => true;

    public override string Decode(string credential) => credential;

    public override void WriteMoreUrls(Utf8JsonWriter writer, string baseUrl)
    {
        // There are none.
    }
}
