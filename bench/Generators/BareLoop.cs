using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace EdFi.BatchPerf.Bench.Generators;

/// <summary>The least that .NET's HTTP client costs: the same request over ten connections, every outcome of the answer read.</summary>
internal static class BareLoop
{
    public static async Task<int> RunAsync(string url, int seconds, string bodyPath)
    {
        var body = await File.ReadAllBytesAsync(bodyPath);
        using var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
        };
        using var invoker = new HttpMessageInvoker(handler);
        var end = Stopwatch.GetTimestamp() + (seconds * Stopwatch.Frequency);
        await Task.WhenAll(
            Enumerable.Range(0, GeneratorSet.Connections).Select(_ => Task.Run(() => SendAsync(invoker, new Uri(url), body, end))));
        return 0;
    }

    private static async Task SendAsync(HttpMessageInvoker invoker, Uri url, byte[] body, long end)
    {
        var answer = new byte[64 * 1024];
        while (Stopwatch.GetTimestamp() < end)
        {
            using var content = new ByteArrayContent(body);
            content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
            using var response = await invoker.SendAsync(request, CancellationToken.None);
            await using var stream = await response.Content.ReadAsStreamAsync();
            var length = 0;
            while (await stream.ReadAsync(answer.AsMemory(length)) is var read && read > 0)
            {
                length += read;
            }

            if (response.StatusCode != HttpStatusCode.OK || CountOutcomes(answer.AsSpan(0, length)) != 30)
            {
                throw new InvalidDataException($"{response.StatusCode} without 30 outcomes.");
            }
        }
    }

    /// <summary>The outcomes of an answer that say success.</summary>
    public static int CountOutcomes(ReadOnlySpan<byte> answer)
    {
        var reader = new Utf8JsonReader(answer);
        var succeeded = 0;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("status"u8))
            {
                reader.Read();
                succeeded += reader.ValueTextEquals("success"u8) ? 1 : 0;
            }
        }

        return succeeded;
    }
}
