using System.Text;
using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Attack.Targets;

/// <summary>An answer as one input, so that its status and address are damaged, too: <c>STATUS LOCATION</c>, a line feed, the body.</summary>
internal readonly record struct Exchange(int Status, string Location, ReadOnlyMemory<byte> Body)
{
    public static byte[] Of(int status, string location, string body) => Encoding.UTF8.GetBytes(FormattableString.Invariant($"{status} {location}\n{body}"));

    /// <summary>A head that no HTTP client would let through stands for a 200.</summary>
    public static Exchange Read(byte[] input)
    {
        var end = Array.IndexOf(input, (byte)'\n');
        var head = Encoding.Latin1.GetString(end < 0 ? [] : input.AsSpan(0, end));
        var blank = head.IndexOf(' ', StringComparison.Ordinal);
        var known = int.TryParse(blank < 0 ? head : head[..blank], out var status) && status is >= 200 and <= 599;
        return new Exchange(known ? status : 200, blank < 0 ? "" : head[(blank + 1)..], input.AsMemory(end + 1));
    }

    /// <summary>The head as the load reads it.</summary>
    public AnswerHead Head() => new(Status) { Location = Location.Length > 0 ? Location : null };

    /// <summary>The head as the transport gives it; a Location that HTTP forbids is left out.</summary>
    public HttpResponseMessage Response()
    {
        var response = new HttpResponseMessage((System.Net.HttpStatusCode)Status) { Content = new ReadOnlyMemoryContent(Body) };
        if (Location.Length > 0 && !Location.AsSpan().ContainsAny('\r', '\n', '\0'))
        {
            response.Headers.TryAddWithoutValidation("Location", Location);
        }

        return response;
    }
}
