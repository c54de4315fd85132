using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EdFi.BatchPerf.Telemetry.Export;

/// <summary>
/// The certificates that OpenTelemetry's variables name, files in PEM form: trusted authorities, and the client's own certificate and key
/// (https://opentelemetry.io/docs/specs/otel/protocol/exporter/#configuration-options). Owns them, the client's private key among them.
/// </summary>
internal sealed class OtlpCertificates : IDisposable
{
    private readonly X509Certificate2Collection _owned = [];

    private OtlpCertificates()
    {
    }

    /// <summary>TLS options of connections to a collector; the defaults where it is not reached by https.</summary>
    public SslClientAuthenticationOptions Options { get; } = new();

    /// <summary>Reads the files.</summary>
    /// <exception cref="BatchPerfException">OtlpCertificateInvalid.</exception>
    public static OtlpCertificates Read(OtlpTarget target, OtlpVariables variables)
    {
        var certificates = new OtlpCertificates();
        try
        {
            if (target.Endpoint.Scheme == Uri.UriSchemeHttps)
            {
                certificates.Read(variables);
            }

            return certificates;
        }
        catch
        {
            certificates.Dispose();
            throw;
        }
    }

    /// <summary>Forgets the certificates: where keys lie in a store of the system, the client's would stay there.</summary>
    public void Dispose()
    {
        foreach (var certificate in _owned)
        {
            certificate.Dispose();
        }
    }

    private void Read(OtlpVariables variables)
    {
        if (variables.Either("CERTIFICATE") is (var trusted, { } authorities))
        {
            Options.CertificateChainPolicy = Load(trusted, authorities, () => Trusting(authorities));
        }

        var (name, certificate) = variables.Either("CLIENT_CERTIFICATE");
        var (keyName, key) = variables.Either("CLIENT_KEY");
        if (certificate is not null)
        {
            Options.ClientCertificateContext = Load(name, certificate, () => Client(certificate, key));
        }
        else if (key is not null)
        {
            throw Invalid($"{keyName} is set without {name}.", $"Set {name} to the file of the certificate, or leave both out.");
        }
    }

    private X509ChainPolicy Trusting(string authorities)
    {
        // A private authority seldom says where its list of revoked certificates is.
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(authorities);
        _owned.AddRange(policy.CustomTrustStore);
        return policy.CustomTrustStore.Count > 0 ? policy : throw new CryptographicException("It holds no certificate.");
    }

    /// <summary>The first certificate of the file, with the others as those that vouch for it.</summary>
    private SslStreamCertificateContext Client(string certificate, string? key)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(certificate);
        _owned.AddRange(chain);
        var pair = X509Certificate2.CreateFromPemFile(certificate, key);
        _owned.Add(pair);
        if (OperatingSystem.IsWindows())
        {
            pair = new X509Certificate2(pair.Export(X509ContentType.Pkcs12)); // its TLS takes no key that is in memory alone
            _owned.Add(pair);
        }

        return SslStreamCertificateContext.Create(pair, chain, offline: true);
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
                $"{name} names {PlainText.Line(Named(path))}, which cannot be used: {PlainText.Line(exception.Message)}",
                "Name files in PEM form; a client's certificate needs its key, in the same file or in that of "
                    + "OTEL_EXPORTER_OTLP_CLIENT_KEY.");
        }
    }

    /// <summary>A relative path with its full path: the folder of a process is not always that of its shell.</summary>
    private static string Named(string path) =>
        path.Contains('\0', StringComparison.Ordinal) || Path.IsPathFullyQualified(path) ? path : $"{path} ({Path.GetFullPath(path)})";

    private static BatchPerfException Invalid(string message, string next) =>
        new("OtlpCertificateInvalid", ProblemKind.InvalidInput, $"{message} {new OptionKey("OtlpEndpoint")} goes by it.", next);
}
