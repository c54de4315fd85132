using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace EdFi.BatchPerf.Unit.Faults;

/// <summary>One request that arrived at a <see cref="RawServer"/>, and the means to answer it well or badly.</summary>
internal sealed class RawExchange(Socket socket, string head, byte[] body)
{
    /// <summary>The batch's number, from 1.</summary>
    public int Number { get; set; }

    public string Path { get; } = head.Split(' ')[1];

    public string Head => head + "\r\n";

    public string Body => Encoding.UTF8.GetString(body);

    /// <summary>The body of a 200 to this batch.</summary>
    public string Outcomes => new JsonArray(
        [.. JsonNode.Parse(body)!.AsArray().Select(static (o, i) => (JsonNode)new JsonObject
        {
            ["index"] = i,
            ["status"] = "success",
            ["op"] = (string)o!["op"]!,
            ["resource"] = (string)o["resource"]!,
            ["documentId"] = Guid.Empty.ToString(),
        })]).ToJsonString();

    /// <summary>Reads the next request; null when the other side has closed.</summary>
    public static async Task<RawExchange?> ReadAsync(Socket socket)
    {
        var received = new List<byte>();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var text = Encoding.Latin1.GetString([.. received]);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0 && received.Count >= end + 4 + LengthOf(text[..end]))
            {
                return new RawExchange(socket, text[..end], [.. received.Skip(end + 4)]);
            }

            var read = await socket.ReceiveAsync(buffer);
            if (read == 0)
            {
                return null;
            }

            received.AddRange(buffer.AsSpan(0, read));
        }
    }

    public static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
            socket.Close();
        }
        catch (ObjectDisposedException)
        {
            // gone already
        }
    }

    public Task SucceedAsync() => AnswerAsync(200, Outcomes);

    public Task AnswerAsync(int status, string text, string headers = "") =>
        WriteAsync(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} Status\r\nContent-Type: application/json\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(text)}\r\n\r\n{text}"));

    /// <summary>The head of a 200 and as much of its body as is asked for.</summary>
    public Task BeginAsync(int bodyBytes)
    {
        var text = Outcomes;
        return WriteAsync(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Length: {text.Length}\r\n\r\n{text[..bodyBytes]}"));
    }

    public async Task WriteAsync(string bytes) => await socket.SendAsync(Encoding.Latin1.GetBytes(bytes));

    public void Reset() => Reset(socket);

    public void Close() => socket.Close();

    /// <summary>Says nothing more until the other side closes.</summary>
    public async Task StallAsync()
    {
        while (await socket.ReceiveAsync(new byte[1024]) > 0)
        {
            // whatever comes
        }
    }

    private static int LengthOf(string head)
    {
        const string name = "Content-Length:";
        var line = head.Split("\r\n").FirstOrDefault(static l => l.StartsWith(name, StringComparison.OrdinalIgnoreCase));
        return line is null ? 0 : int.Parse(line.AsSpan(name.Length), NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);
    }
}
