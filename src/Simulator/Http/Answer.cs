using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using EdFi.BatchPerf.Simulator.Problems;

namespace EdFi.BatchPerf.Simulator.Http;

/// <summary>Writes answers as a DMS does.</summary>
internal static class Answer
{
    public const string Json = "application/json";
    public const string JsonUtf8 = "application/json; charset=utf-8";
    public static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private const string ProblemJson = "application/problem+json";
    private static readonly JsonWriterOptions Indented = Plain with { Indented = true };

    public static void Write(HttpContext context, int status, string contentType, Action<Utf8JsonWriter> write, bool indented = false)
    {
        using var writer = new Utf8JsonWriter(Begin(context, status, contentType), indented ? Indented : Plain);
        write(writer);
    }

    /// <summary>Sets status and headers; what is written to the result is the body.</summary>
    public static IBufferWriter<byte> Begin(HttpContext context, int status, string contentType)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        if (context.Request.Headers.AcceptEncoding.Count > 0)
        {
            context.Response.Headers.Vary = "Accept-Encoding";
        }

        return context.Response.BodyWriter;
    }

    public static void WriteProblem(HttpContext context, Problem problem, string? contentType = null) =>
        Write(
            context,
            problem.Status,
            contentType ?? problem.ContentType,
            writer => ProblemWriter.Write(writer, problem, context.TraceIdentifier));

    public static void WriteEmpty(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        if (status != StatusCodes.Status204NoContent)
        {
            context.Response.ContentLength = 0;
        }
    }

    /// <summary>A JSON string that contains JSON, as the DMS's authentication sends it.</summary>
    public static void WriteUnauthorized(HttpContext context, string error)
    {
        var inner = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(inner, Plain))
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
        Write(context, StatusCodes.Status401Unauthorized, ProblemJson, writer => writer.WriteStringValue(inner.WrittenSpan));
    }

    /// <summary>The 500 of a server whose database failed it (10b, 10e).</summary>
    public static void WriteServerError(HttpContext context) => WritePair(
        context,
        StatusCodes.Status500InternalServerError,
        ("message", "The server encountered an unexpected condition that prevented it from fulfilling the request."),
        ("traceId", context.TraceIdentifier));

    public static void WriteTooMany(HttpContext context, int count, int limit) => WritePair(
        context,
        StatusCodes.Status413PayloadTooLarge,
        ("error", "Batch size limit exceeded."),
        (
            "message",
            string.Create(
                CultureInfo.InvariantCulture,
                $"The number of operations ({count}) exceeds the maximum allowed ({limit}). Please split the request into smaller batches.")));

    public static void WritePair(
        HttpContext context,
        int status,
        (string Name, string Value) first,
        (string Name, string Value) second,
        string contentType = Json) =>
        Write(context, status, contentType, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString(first.Name, first.Value);
            writer.WriteString(second.Name, second.Value);
            writer.WriteEndObject();
        });
}
