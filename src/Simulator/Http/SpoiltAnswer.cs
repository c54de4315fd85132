using System.Text.Json;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Simulator.Http;

/// <summary>Answers a batch wrongly on purpose.</summary>
internal static class SpoiltAnswer
{
    private const int HugeMegabytes = 40;

    /// <summary>Sends a good answer in a bad way; false where the connection was reset, so that nothing was answered.</summary>
    public static async Task<bool> SendAsync(HttpContext context, ReadOnlyMemory<byte> good, AnswerDamage damage)
    {
        var body = context.Response.BodyWriter;
        switch (damage)
        {
            case AnswerDamage.Truncated:
                await body.WriteAsync(good[..(good.Length / 2)]);
                context.Abort();
                return false;
            case AnswerDamage.Stalled:
                await body.WriteAsync(good[..(good.Length / 2)]);
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                return false;
            case AnswerDamage.Malformed:
                await body.WriteAsync(good[..(good.Length / 2)]);
                break;
            case AnswerDamage.Html:
                context.Response.ContentType = "text/html";
                await body.WriteAsync("<html><body><h1>It works!</h1></body></html>"u8.ToArray());
                break;
            case AnswerDamage.Huge:
                await WriteHugeAsync(context);
                break;
            case AnswerDamage.Closed:
                context.Response.Headers.Connection = "close";
                await body.WriteAsync(good);
                break;
            default:
                await body.WriteAsync(WithOtherOutcomes(good, damage));
                break;
        }

        return true;
    }

    private static async Task WriteHugeAsync(HttpContext context)
    {
        var megabyte = new byte[1 << 20];
        megabyte.AsSpan().Fill((byte)'x');
        await context.Response.BodyWriter.WriteAsync("[\""u8.ToArray());
        for (var i = 0; i < HugeMegabytes; i++)
        {
            await context.Response.BodyWriter.WriteAsync(megabyte, context.RequestAborted);
        }

        await context.Response.BodyWriter.WriteAsync("\"]"u8.ToArray());
    }

    private static ReadOnlyMemory<byte> WithOtherOutcomes(ReadOnlyMemory<byte> good, AnswerDamage damage)
    {
        if (JsonNode.Parse(good.Span) is not JsonArray { Count: > 0 } outcomes)
        {
            return good;
        }

        var last = outcomes[^1]!.DeepClone();
        switch (damage)
        {
            case AnswerDamage.Missing:
                outcomes.RemoveAt(outcomes.Count - 1);
                break;
            case AnswerDamage.Extra:
                outcomes.Add(last);
                break;
            case AnswerDamage.Reordered:
                outcomes[^1] = outcomes[0]!.DeepClone();
                outcomes[0] = last;
                break;
            default:
                outcomes[0]!["status"] = "failure";
                break;
        }

        return JsonSerializer.SerializeToUtf8Bytes(outcomes);
    }
}
