using System.Net;

namespace EdFi.BatchPerf.Simulator.Configuration;

/// <summary>Reads the addresses to listen on and refuses any that others could reach.</summary>
internal static class LoopbackUrls
{
    private const string Allowed = "allowed are http:// or https:// with 127.0.0.1, [::1] or localhost and a port (0 for a free one), "
        + "separated by ';'";

    public static IReadOnlyList<(IPEndPoint EndPoint, bool IsHttps)> Parse(string urls)
    {
        var parsed = urls.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(ParseOne).ToList();
        return parsed.Count > 0 ? parsed : throw new OptionException($"--urls is empty: {Allowed}.");
    }

    private static (IPEndPoint EndPoint, bool IsHttps) ParseOne(string text)
    {
        if (text.Contains('@', StringComparison.Ordinal))
        {
            throw new OptionException($"--urls takes no user name or password ('***@{text[(text.LastIndexOf('@') + 1)..]}'): {Allowed}.");
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.AbsolutePath != "/")
        {
            throw new OptionException($"--urls does not understand '{text}': {Allowed}.");
        }

        var address = url.Host == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(url.Host.Trim('[', ']'), out var ip) ? ip : null;
        if (address is null || !IPAddress.IsLoopback(address))
        {
            throw new OptionException($"--urls will not listen on '{text}', because others could reach it: {Allowed}.");
        }

        return (new IPEndPoint(address, url.Port), url.Scheme == "https");
    }
}
