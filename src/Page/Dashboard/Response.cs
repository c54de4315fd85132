using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace EdFi.BatchPerf.Page.Dashboard;

/// <summary>Writes the answer to the one request of a connection; each piece has ten seconds to be taken.</summary>
internal sealed class Response(Socket socket, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Sends a whole answer.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="contentType">Media type of the body.</param>
    /// <param name="body">The body.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <param name="headers">Further headers, each a line without its end.</param>
    public Task SendAsync(
        int status,
        string contentType,
        ReadOnlyMemory<byte> body,
        CancellationToken cancellationToken,
        params string[] headers)
    {
        var head = Head(status, contentType, [.. headers, string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}")]);
        return WriteAsync((byte[])[.. head, .. body.Span], cancellationToken);
    }

    /// <summary>Sends a text.</summary>
    public Task SayAsync(int status, string message, CancellationToken cancellationToken) =>
        SendAsync(status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(message), cancellationToken);

    /// <summary>Begins a stream, which ends with the connection.</summary>
    public Task BeginStreamAsync(string contentType, CancellationToken cancellationToken) =>
        WriteAsync(Head(200, contentType, []), cancellationToken);

    /// <summary>Sends a piece of a stream.</summary>
    /// <exception cref="OperationCanceledException">It was not taken in time.</exception>
    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        using var patience = new Deadline(Patience, time, cancellationToken);
        while (bytes.Length > 0)
        {
            bytes = bytes[await socket.SendAsync(bytes, patience.Token)..];
        }
    }

    private static byte[] Head(int status, string contentType, IEnumerable<string> headers) => Encoding.ASCII.GetBytes(string.Concat((
        (string[])
        [
            string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} {Reason(status)}"), $"Content-Type: {contentType}", .. headers,
            "Connection: close", "Cache-Control: no-store", "X-Content-Type-Options: nosniff", "Referrer-Policy: same-origin",
            "Cross-Origin-Resource-Policy: same-origin", "",
        ]).Select(static line => line + "\r\n")));

    private static string Reason(int status) => status switch
    {
        200 => "OK",
        < 500 => "Refused",
        _ => "Unavailable",
    };
}
