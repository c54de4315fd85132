using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace EdFi.BatchPerf.Page.Dashboard;

/// <summary>
/// Who may come in: whoever knows the path, 128 random bits, and addresses this machine by its number. A page of somebody else's, in
/// the same browser, knows neither; one whose name was made to point here (DNS rebinding) gives itself away by its Host header.
/// </summary>
internal sealed class Gate(int port)
{
    private const int TokenBytes = 16;
    private readonly string _token = RandomNumberGenerator.GetHexString(2 * TokenBytes, lowercase: true);

    private string Host => $"127.0.0.1:{port}";

    public Uri Url => new($"http://{Host}/{_token}/");

    /// <summary>What is asked for behind the path; null where it is none of the asker's business, and the status says why.</summary>
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
