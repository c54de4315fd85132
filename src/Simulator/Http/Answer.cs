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
    public const string ProblemJson = "application/problem+json";
    private static readonly JsonWriterOptions Indented = Plain with { Indented = true };

    public static void Write(HttpContext context, int status, string contentType, Action<Utf8JsonWriter> write, bool indented = false)
    {
        using var writer = new Utf8JsonWriter(Begin(context, status, contentType), indented ? Indented : Plain);
        write(writer);
    }

    /// <summary>Sets status and headers; the bytes written to the result are the body.</summary>
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
                $"The number of operations ({count}) exceeds the maximum allowed ({limit}). Please split the request into smaller "
                    + $"batches.")));

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
