using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace EdFi.BatchPerf.Page.Dashboard;

/// <summary>
/// Access check of the dashboard: a request has to name the path, 128 random bits, and address this machine by its number. A page from
/// another origin, in the same browser, knows neither; one whose name was made to point here (DNS rebinding) gives itself away by its Host
/// header.
/// </summary>
internal sealed class Gate(int port)
{
    private const int TokenBytes = 16;
    private readonly string _token = RandomNumberGenerator.GetHexString(2 * TokenBytes, lowercase: true);

    private string Host => $"127.0.0.1:{port}";

    public Uri Url => new($"http://{Host}/{_token}/");

    /// <summary>
    /// Returns the path that is asked for behind the token; null where the request is refused, with the status of the refusal.
    /// </summary>
    public (string? Wanted, HttpStatusCode Refusal) Check(RequestHead request)
    {
        if (!string.Equals(request.Host, Host, StringComparison.Ordinal))
        {
            return (null, HttpStatusCode.MisdirectedRequest);
        }

        var path = request.Target.Split('/', 3);
        if (path.Length != 3 || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(path[1]), Encoding.ASCII.GetBytes(_token)))
        {
            return (null, HttpStatusCode.NotFound);
        }

        return request.Origin is { } origin && origin != $"http://{Host}" ? (null, HttpStatusCode.Forbidden) : (path[2], default);
    }
}
