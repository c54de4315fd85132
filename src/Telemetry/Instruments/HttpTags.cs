using System.Globalization;

namespace EdFi.BatchPerf.Telemetry.Instruments;

/// <summary>
/// The attributes of requests by their kind, made once for each. For one thread at a time. Names and values are those of OpenTelemetry's
/// semantic conventions (https://opentelemetry.io/docs/specs/semconv/http/http-metrics/) and the request's name.
/// </summary>
/// <param name="server">The server's base URL.</param>
internal sealed class HttpTags(Uri server)
{
    public const string Method = "http.request.method";
    public const string Address = "server.address";
    public const string Port = "server.port";
    public const string Status = "http.response.status_code";
    public const string ErrorType = "error.type";
    public const string RequestName = "edfi.request.name";

    private const int MostKinds = 10_000;
    private const ErrorKind NoFailure = (ErrorKind)(-1);
    private readonly Dictionary<RequestKind, KeyValuePair<string, object?>[]> _made = [];
    private readonly object _port = server.Port;

    /// <summary>The attributes of one kind of request.</summary>
    /// <param name="name">The request's name.</param>
    /// <param name="method">HTTP method.</param>
    /// <param name="status">HTTP status; null when no answer came.</param>
    /// <param name="kind">The kind of failure; null for a success.</param>
    public KeyValuePair<string, object?>[] Of(string name, string method, int? status, ErrorKind? kind)
    {
        var key = new RequestKind(name, method, status ?? 0, kind ?? NoFailure);
        if (!_made.TryGetValue(key, out var tags))
        {
            if (_made.Count >= MostKinds)
            {
                _made.Clear(); // names that are made anew for each request
            }

            _made[key] = tags = [.. Make(name, method, status, kind)];
        }

        return tags;
    }

    private IEnumerable<KeyValuePair<string, object?>> Make(string name, string method, int? status, ErrorKind? kind)
    {
        yield return new(Method, method);
        yield return new(Address, server.Host);
        yield return new(Port, _port);
        yield return new(RequestName, name);
        if (status is { } code)
        {
            yield return new(Status, code);
        }

        if (status >= 400)
        {
            yield return new(ErrorType, status.Value.ToString(CultureInfo.InvariantCulture)); // as the conventions want it
        }
        else if (kind is { } failure)
        {
            yield return new(ErrorType, failure.ToString());
        }
    }
}
