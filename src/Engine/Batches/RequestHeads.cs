using System.Buffers;
using System.Text;
using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Batches;

/// <summary>
/// Writes the heads of requests in HTTP/1.1. The parts that all batches share are made once for each URL and token. Safe for concurrent
/// use.
/// </summary>
/// <param name="options">Settings of the connection.</param>
internal sealed class RequestHeads(ConnectOptions options)
{
    private volatile Prepared? _line;
    private volatile Prepared? _fields;

    /// <summary>Writes the head, with the empty line that ends it.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="request">The request.</param>
    /// <param name="token">Token to send with it.</param>
    /// <exception cref="HttpRequestException">A header holds a line break, or another character that headers cannot carry.</exception>
    public void Write(IBufferWriter<byte> to, in ExchangeRequest request, AccessToken token)
    {
        to.Write(Line(request.Method, request.Url));
        to.Write(Fields(token));
        if (request.Trace is { } trace)
        {
            to.Write(Bytes([new(TraceContext.HeaderName, trace.NextAttempt())]));
        }

        if (!request.Body.IsEmpty)
        {
            to.Write("Content-Type: application/json\r\n"u8);
        }

        if (!request.Body.IsEmpty || request.Method != HttpMethod.Delete)
        {
            to.Write("Content-Length: "u8);
            var digits = to.GetSpan(20);
            request.Body.Length.TryFormat(digits, out var count, provider: System.Globalization.CultureInfo.InvariantCulture);
            to.Advance(count);
            to.Write("\r\n"u8);
        }

        to.Write("\r\n"u8);
    }

    /// <summary>
    /// The name under which a server's certificate is checked: that of a header Host, where the operator gave one, otherwise the URL's.
    /// </summary>
    public string HostName(Uri url)
    {
        var host = Given("Host");
        return host is not null && Uri.TryCreate($"{url.Scheme}://{host}/", UriKind.Absolute, out var named) ? named.IdnHost : url.IdnHost;
    }

    private byte[] Line(HttpMethod method, Uri url)
    {
        if (_line is { } line && ReferenceEquals(line.Of, url) && method == HttpMethod.Post)
        {
            return line.Bytes;
        }

        var target = $"{method.Method} {url.PathAndQuery} HTTP/1.1";
        byte[] host = Bytes([new("Host", Given("Host") ?? Authority(url))]);
        byte[] made = [.. Encoding.ASCII.GetBytes(Checked(target) + "\r\n"), .. host];
        if (method == HttpMethod.Post)
        {
            _line = new Prepared(url, made); // the URLs of PUT and DELETE are new ones each time
        }

        return made;
    }

    private byte[] Fields(AccessToken token)
    {
        if (_fields is { } fields && ReferenceEquals(fields.Of, token))
        {
            return fields.Bytes;
        }

        var headers = options.Headers.Values.Where(static h => !h.Key.Equals("Host", StringComparison.OrdinalIgnoreCase))
            .Prepend(new("Authorization", token.AuthorizationHeader));
        var made = Bytes(options.Headers.HasUserAgent ? headers : headers.Append(new("User-Agent", Transport.UserAgent)));
        _fields = new Prepared(token, made);
        return made;
    }

    private string? Given(string name) =>
        options.Headers.Values.FirstOrDefault(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>RFC 9112, section 3.2: host, and the port where it is not the scheme's own.</summary>
    private static string Authority(Uri url)
    {
        var host = url.HostNameType == UriHostNameType.IPv6 ? $"[{url.IdnHost}]" : url.IdnHost;
        return url.IsDefaultPort ? host : FormattableString.Invariant($"{host}:{url.Port}");
    }

    private static byte[] Bytes(IEnumerable<KeyValuePair<string, string>> headers) =>
        Encoding.ASCII.GetBytes(string.Concat(headers.Select(static h => $"{h.Key}: {Checked(h.Value)}\r\n")));

    private static string Checked(string value) => !value.AsSpan().ContainsAnyExceptInRange(' ', '~')
        ? value
        : throw new HttpRequestException("Request headers must contain only ASCII characters, and no line breaks.");

    /// <summary>Bytes, and the object that they were made of.</summary>
    private sealed record Prepared(object Of, byte[] Bytes);
}
