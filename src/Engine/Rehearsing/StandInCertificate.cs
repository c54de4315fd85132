using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EdFi.BatchPerf.Rehearsing;

/// <summary>Makes the certificate of a stand-in that is reached by TLS: it lives in memory, and only the rehearsal accepts it.</summary>
internal static class StandInCertificate
{
    /// <summary>Makes the TLS options with which the stand-in answers handshakes.</summary>
    /// <param name="http2">True to offer HTTP/2, and nothing else.</param>
    public static SslServerAuthenticationOptions Create(bool http2)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=rehearsal", key, HashAlgorithmName.SHA256);
        var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        if (OperatingSystem.IsWindows())
        {
            certificate = new X509Certificate2(certificate.Export(X509ContentType.Pkcs12)); // its TLS takes no key that is in memory alone
        }

        return new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true),
            ApplicationProtocols = http2 ? [SslApplicationProtocol.Http2] : null,
        };
    }
}
