using System.Buffers.Text;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace EdFi.BatchPerf.Bench.Generators;

/// <summary>
/// The least that a transport of one's own could cost: prepared bytes over plain sockets, the answer's length read from its head, every
/// outcome read. No TLS, no time-outs, no chunked bodies, no connection that is opened anew: what those cost comes on top.
/// </summary>
internal static class BareSocketLoop
{
    private const int Largest = 64 * 1024;

    public static async Task<int> RunAsync(string url, int seconds, string bodyPath)
    {
        var target = new Uri(url);
        var body = await File.ReadAllBytesAsync(bodyPath);
        var head = $"POST {target.PathAndQuery} HTTP/1.1\r\nHost: {target.Authority}\r\nContent-Type: application/json\r\n"
            + $"Content-Length: {body.Length}\r\n\r\n";
        byte[] request = [.. Encoding.ASCII.GetBytes(head), .. body];
        var end = Stopwatch.GetTimestamp() + (seconds * Stopwatch.Frequency);
        await Task.WhenAll(Enumerable.Range(0, GeneratorSet.Connections).Select(_ => Task.Run(() => SendAsync(target, request, end))));
        return 0;
    }

    private static async Task SendAsync(Uri target, byte[] request, long end)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(target.Host, target.Port);
        var answer = new byte[Largest];
        while (Stopwatch.GetTimestamp() < end)
        {
            for (var sent = 0; sent < request.Length;)
            {
                sent += await socket.SendAsync(request.AsMemory(sent), SocketFlags.None);
            }

            var (length, whole, start) = (0, int.MaxValue, 0);
            while (length < whole)
            {
                var read = await socket.ReceiveAsync(answer.AsMemory(length), SocketFlags.None);
                if (read == 0)
                {
                    throw new InvalidDataException("The connection was closed.");
                }

                length += read;
                (start, whole) = whole == int.MaxValue ? Head(answer.AsSpan(0, length)) : (start, whole);
            }

            if (!answer.AsSpan().StartsWith("HTTP/1.1 200 "u8) || BareLoop.CountOutcomes(answer.AsSpan(start, whole - start)) != 30)
            {
                throw new InvalidDataException("No answer with 30 outcomes.");
            }
        }
    }

    /// <summary>Where the body begins and ends; the end is <see cref="int.MaxValue"/> while the head is not there.</summary>
    private static (int Start, int End) Head(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return (0, int.MaxValue);
        }

        var named = answer[..end].IndexOf("Content-Length: "u8);
        return named >= 0 && Utf8Parser.TryParse(answer[(named + "Content-Length: ".Length)..end], out int length, out _)
            ? (end + 4, end + 4 + length)
            : throw new InvalidDataException("The answer does not say how long it is.");
    }
}
