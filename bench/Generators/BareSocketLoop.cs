using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EdFi.BatchPerf.Bench.Generators;

/// <summary>
/// The least that a transport of our own could cost in .NET: prepared bytes into a socket, every outcome of the answer read, and nothing of
/// what HTTP also asks for (other framings, TLS, timeouts, broken connections).
/// </summary>
internal static class BareSocketLoop
{
    public static async Task<int> RunAsync(string url, int seconds, string bodyPath)
    {
        var address = new Uri(url);
        var body = await File.ReadAllBytesAsync(bodyPath);
        byte[] request =
        [
            .. Encoding.ASCII.GetBytes($"POST {address.AbsolutePath} HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: application/json\r\n"
                + $"Content-Length: {body.Length}\r\n\r\n"),
            .. body,
        ];
        var end = Stopwatch.GetTimestamp() + (seconds * Stopwatch.Frequency);
        await Task.WhenAll(
            Enumerable.Range(0, GeneratorSet.Connections).Select(_ => Task.Run(() => SendAsync(address, request, end))));
        return 0;
    }

    private static async Task SendAsync(Uri address, byte[] request, long end)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(address.Host), address.Port));
        var answer = new byte[64 * 1024];
        while (Stopwatch.GetTimestamp() < end)
        {
            for (var sent = 0; sent < request.Length;)
            {
                sent += await socket.SendAsync(request.AsMemory(sent), SocketFlags.None);
            }

            var (length, whole, head) = (0, 0, 0);
            while (whole == 0 || length < whole)
            {
                var read = await socket.ReceiveAsync(answer.AsMemory(length), SocketFlags.None);
                length += read > 0 ? read : throw new InvalidDataException("The connection was closed.");
                if (whole == 0 && answer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) is >= 0 and var at)
                {
                    head = at + 4;
                    whole = head + LengthOf(answer.AsSpan(0, head));
                }
            }

            if (!answer.AsSpan().StartsWith("HTTP/1.1 200 "u8) || BareLoop.CountOutcomes(answer.AsSpan(head, whole - head)) != 30)
            {
                throw new InvalidDataException("No 200 with 30 outcomes.");
            }
        }
    }

    private static int LengthOf(ReadOnlySpan<byte> head)
    {
        var name = "Content-Length: "u8;
        var at = head.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(head[(at + name.Length)..], out int length, out _) ? length
            : throw new InvalidDataException("An answer without Content-Length.");
    }
}
