using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EdFi.BatchPerf.Telemetry.Export;

/// <summary>
/// The certificates that OpenTelemetry's variables name, files in PEM form: trusted authorities, and the client's own certificate and key
/// (https://opentelemetry.io/docs/specs/otel/protocol/exporter/#configuration-options).
/// </summary>
internal static class OtlpCertificates
{
    /// <summary>Reads the TLS options of connections to a collector; the defaults where it is not reached by https.</summary>
    /// <exception cref="BatchPerfException">OtlpCertificateInvalid.</exception>
    public static SslClientAuthenticationOptions Read(OtlpTarget target, OtlpVariables variables)
    {
        var options = new SslClientAuthenticationOptions();
        if (target.Endpoint.Scheme != Uri.UriSchemeHttps)
        {
            return options;
        }

        if (variables.Either("CERTIFICATE") is (var trusted, { } authorities))
        {
            options.CertificateChainPolicy = Load(trusted, authorities, () => Trusting(authorities));
        }

        var (name, certificate) = variables.Either("CLIENT_CERTIFICATE");
        var (keyName, key) = variables.Either("CLIENT_KEY");
        if (certificate is not null)
        {
            options.ClientCertificateContext = Load(name, certificate, () => Client(certificate, key));
        }
        else if (key is not null)
        {
            throw Invalid($"{keyName} is set without {name}.", $"Set {name} to the file of the certificate, or leave both out.");
        }

        return options;
    }

    private static X509ChainPolicy Trusting(string authorities)
    {
        // A private authority seldom says where its list of revoked certificates is.
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(authorities);
        return policy.CustomTrustStore.Count > 0 ? policy : throw new CryptographicException("It holds no certificate.");
    }

    private static SslStreamCertificateContext Client(string certificate, string? key)
    {
        var pair = X509Certificate2.CreateFromPemFile(certificate, key);
        if (OperatingSystem.IsWindows())
        {
            pair = new X509Certificate2(pair.Export(X509ContentType.Pkcs12)); // its TLS takes no key that is in memory alone
        }

        return SslStreamCertificateContext.Create(pair, additionalCertificates: null, offline: true);
    }

    private static T Load<T>(string name, string path, Func<T> load)
    {
        try
        {
            return load();
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw Invalid(
                $"{name} names {PlainText.Line(path)}, which cannot be used: {PlainText.Line(exception.Message)}",
                "Name files in PEM form; a client's certificate needs its key, in the same file or in that of "
                    + "OTEL_EXPORTER_OTLP_CLIENT_KEY.");
        }
    }

    private static BatchPerfException Invalid(string message, string next) =>
        new("OtlpCertificateInvalid", ProblemKind.InvalidInput, $"{message} {new OptionKey("OtlpEndpoint")} goes by it.", next);
}
