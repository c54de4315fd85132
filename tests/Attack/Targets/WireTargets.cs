using System.Globalization;
using System.Text;
using EdFi.BatchPerf.Attack.Mutation;
using EdFi.BatchPerf.Attack.Running;
using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Attack.Targets;

/// <summary>The bytes that a server sends to the load in HTTP/1.1.</summary>
internal static class WireTargets
{
    private const int Most = 64 * 1024;

    public static IEnumerable<Target> All =>
    [
        new("HTTP/1.1 answers", Form.Lines, [.. Answers.Select(Encoding.Latin1.GetBytes)], Read) { ShortMutations = 10_000 },
    ];

    private static IEnumerable<string> Answers =>
    [
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nDate: Mon, 02 Mar 2026 10:00:00 GMT\r\nContent-Length: 13\r\n\r\n[{\"index\":0}]",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nA;x=\"y\"\r\n0123456789\r\n2\r\n[]\r\n0\r\nX-Trailer: a\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\nLocation: /data/ed-fi/students/1\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 7\r\nConnection: close\r\nContent-Length: 2, 2\r\n\r\n{}",
        "HTTP/1.0 200 OK\r\nServer: old\r\n\r\n[]",
        "HTTP/1.1 204 No Content\r\n\r\n",
    ];

    private static Reading Read(byte[] input)
    {
        var receiver = new AnswerReceiver(TimeProvider.System);
        using var body = new BodyBuffer();
        using var stream = new MemoryStream(input);
        try
        {
            var head = receiver.ReceiveHeadAsync(stream, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            var whole = receiver.ReadAsync(stream, body, Most, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            Claim.Sum(head.Status is 101 or (>= 200 and <= 999));
            Claim.Sum(body.Length <= input.Length);
            Claim.Success(!receiver.KeepsConnection || stream.Position == input.Length);
            return Reading.Of(string.Create(
                CultureInfo.InvariantCulture,
                $"{head.Status} {head.RetryAfter} {head.Location} {whole} {receiver.KeepsConnection} {body.Length}"));
        }
        catch (HttpRequestException refusal)
        {
            return Reading.Refused(refusal.HttpRequestError.ToString());
        }
        catch (HttpIOException refusal)
        {
            return Reading.Refused(refusal.HttpRequestError.ToString());
        }
        finally
        {
            receiver.Release();
        }
    }
}
