using System.Text.Json.Serialization;
using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Settings;

/// <summary>Settings of the connection to the server. <see cref="ToString"/> never shows the secret.</summary>
public sealed record ConnectionSettings
{
    /// <summary>Base URL as it was written; null where it was not given.</summary>
    public SettingValue? BaseUrl { get; init; }

    /// <summary>Client key; null where it was not given.</summary>
    public string? Key { get; init; }

    /// <summary>Client secret; null where it was not given, asterisks in JSON.</summary>
    [JsonConverter(typeof(HiddenText))]
    public string? Secret { get; init; }

    /// <summary>Accepts any server certificate; null where it was not given.</summary>
    public bool? IgnoreCertificateErrors { get; init; }

    /// <summary>Prefix of the resources; null to take discovery's.</summary>
    public string? ApiPrefix { get; init; }

    /// <summary>Token endpoint, a path or an absolute URL; null to take discovery's.</summary>
    public string? OAuthEndpoint { get; init; }

    /// <summary>Takes http addresses that discovery names over https; null where it was not given.</summary>
    public bool? AllowUnencryptedAuthentication { get; init; }

    /// <summary>Headers to add to every request.</summary>
    public ExtraHeaders Headers { get; init; } = ExtraHeaders.None;

    /// <summary>Reads the settings that there are; nothing is required yet.</summary>
    /// <exception cref="BatchPerfException"><c>InvalidSetting</c> or <c>InvalidHeader</c>.</exception>
    public static ConnectionSettings Read(SettingsReader settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new ConnectionSettings
        {
            BaseUrl = settings.Find(KnownSettings.BaseUrl),
            Key = settings.Text(KnownSettings.Key),
            Secret = settings.Find(KnownSettings.Secret)?.Text,
            IgnoreCertificateErrors = settings.Flag(KnownSettings.IgnoreCertificateErrors),
            ApiPrefix = settings.Text(KnownSettings.ApiPrefix),
            OAuthEndpoint = settings.Text(KnownSettings.OAuthEndpoint),
            AllowUnencryptedAuthentication = settings.Flag(KnownSettings.AllowUnencryptedAuthentication),
            Headers = settings.Find(KnownSettings.Header) is { } headers ? ExtraHeaders.Parse(headers.Text) : ExtraHeaders.None,
        };
    }

    /// <summary>Options for a connection.</summary>
    /// <exception cref="BatchPerfException"><c>BaseUrlMissing</c>, <c>InvalidBaseUrl</c> or <c>CredentialMissing</c>.</exception>
    public ConnectOptions ToOptions() => new()
    {
        BaseUrl = Url(),
        Key = Key ?? throw CredentialMissing("key"),
        Secret = Secret ?? throw CredentialMissing("secret"),
        SkipCertificateCheck = IgnoreCertificateErrors ?? false,
        ApiPrefix = ApiPrefix,
        TokenEndpoint = OAuthEndpoint,
        AllowUnencryptedAuthentication = AllowUnencryptedAuthentication ?? false,
        Headers = Headers,
    };

    /// <inheritdoc/>
    public override string ToString() => $"{(BaseUrl is { } url ? ServerUrl.Shown(url.Text) : "")} as {Key}";

    private Uri Url()
    {
        if (BaseUrl is not { } value)
        {
            throw new BatchPerfException(
                "BaseUrlMissing",
                ProblemKind.InvalidInput,
                "No base URL was given.",
                $"Give {new OptionKey("BaseUrl")}, or set {KnownSettings.BaseUrl.Variable} in the environment or in a .env file.");
        }

        return ServerUrl.ReadBase(value.Text, $"The base URL ({value.Origin})");
    }

    private static BatchPerfException CredentialMissing(string what) => new(
        "CredentialMissing",
        ProblemKind.InvalidInput,
        $"No {what} was given.",
        $"Set {KnownSettings.Key.Variable} and {KnownSettings.Secret.Variable} in the environment or in a .env file, or give "
            + $"{new OptionKey("Credential")}, which others on this machine can see.");
}
