using System.Buffers;
using System.Globalization;
using System.Text;

namespace EdFi.BatchPerf.Rehearsing;

/// <summary>Writes the stand-in's answers by HTTP/1.1.</summary>
internal static class Http1Answer
{
    /// <summary>Writes the whole answer to a request.</summary>
    /// <param name="answer">Where to.</param>
    /// <param name="head">The request's first line and headers.</param>
    /// <param name="body">Its body; operations where it is a batch.</param>
    /// <param name="chunked">True for a body in chunks.</param>
    public static void Write(IBufferWriter<byte> answer, ReadOnlySpan<byte> head, ReadOnlySpan<byte> body, bool chunked)
    {
        var isPost = head.StartsWith("POST "u8);
        var path = isPost ? Encoding.UTF8.GetString(head["POST ".Length..head.IndexOf(" HTTP/"u8)]) : "/";
        Write(answer, StandInAnswer.To(isPost, path, body), chunked);
    }

    private static void Write(IBufferWriter<byte> answer, StandInAnswer given, bool chunked)
    {
        var body = given.Body.Span;
        var inChunks = chunked && body.Length > 0;
        var framing = inChunks ? string.Create(CultureInfo.InvariantCulture, $"Transfer-Encoding: chunked\r\n\r\n{body.Length:x}\r\n")
            : given.Status == 204 ? "\r\n"
            : string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n\r\n");
        var status = given.Status switch
        {
            200 => "200 OK",
            201 => "201 Created",
            _ => "204 No Content",
        };
        var location = given.Location is null ? "" : $"Location: {given.Location}\r\n";
        Encoding.UTF8.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: {StandInAnswer.ContentType}\r\n{location}{framing}", answer);
        answer.Write(body);
        answer.Write(inChunks ? "\r\n0\r\n\r\n"u8 : default);
    }
}
