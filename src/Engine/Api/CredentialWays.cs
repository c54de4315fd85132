using System.Net.Http.Headers;
using System.Text;

namespace EdFi.BatchPerf.Api;

/// <summary>Puts key and secret into token requests.</summary>
internal static class CredentialWays
{
    /// <summary>
    /// Returns the methods to try where raw Basic was refused, in order. The encoded one only where it differs, as for secrets with
    /// <c>%</c> or <c>+</c> and keys with a colon.
    /// </summary>
    public static IEnumerable<CredentialWay> AfterBasic(ConnectOptions options) =>
        EncodedPair(options) == RawPair(options) ? [CredentialWay.Form] : [CredentialWay.EncodedBasic, CredentialWay.Form];

    /// <summary>Key and secret with a colon between them, percent-encoded: form decoders and percent decoders both read it.</summary>
    public static string EncodedPair(ConnectOptions options) =>
        $"{Uri.EscapeDataString(options.Key)}:{Uri.EscapeDataString(options.Secret)}";

    /// <summary>Key and secret with a colon between them, as they are.</summary>
    public static string RawPair(ConnectOptions options) => $"{options.Key}:{options.Secret}";

    public static void Write(HttpRequestMessage message, CredentialWay way, ConnectOptions options)
    {
        var fields = new List<KeyValuePair<string, string>> { new("grant_type", "client_credentials") };
        if (way == CredentialWay.Form)
        {
            fields.Add(new("client_id", options.Key));
            fields.Add(new("client_secret", options.Secret));
        }
        else
        {
            var pair = Encoding.UTF8.GetBytes(way == CredentialWay.Basic ? RawPair(options) : EncodedPair(options));
            message.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(pair));
        }

        message.Content = new FormUrlEncodedContent(fields);
    }
}
