using System.Globalization;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace EdFi.BatchPerf.Api;

/// <summary>A server's certificate was refused, with its problem; the handshake ends with this exception.</summary>
internal sealed class CertificateRefused : AuthenticationException
{
    private CertificateRefused(string errorId, string message, string nextStep)
        : base(message)
    {
        ErrorId = errorId;
        NextStep = $"{nextStep}; for a test server, {new OptionKey("SkipCertificateCheck")} (IGNORE_TLS_CERTIFICATE=true) "
            + "accepts any certificate.";
    }

    /// <summary>CertificateExpired, CertificateNameMismatch, CertificateMissing or CertificateNotTrusted.</summary>
    public string ErrorId { get; }

    /// <summary>Next step for the operator.</summary>
    public string NextStep { get; }

    /// <summary>Accepts certificates in which the platform found no error.</summary>
    /// <exception cref="CertificateRefused">
    /// The platform found an error; its own exception would say only that the certificate is invalid.
    /// </exception>
    public static bool Check(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        var host = (sender as SslStream)?.TargetHostName ?? "";
        using var shown = certificate is null ? null : new X509Certificate2(certificate);
        throw shown is null ? Missing(host) : Of(host, shown, chain, errors);
    }

    private static CertificateRefused Of(string host, X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        var status = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, static (all, one) => all | one.Status)
            ?? X509ChainStatusFlags.NoError;
        if (status.HasFlag(X509ChainStatusFlags.NotTimeValid))
        {
            return NotInTime(certificate);
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return OtherName(host, certificate);
        }

        var why = status == X509ChainStatusFlags.NoError ? errors.ToString() : status.ToString();
        return new CertificateRefused(
            "CertificateNotTrusted",
            $"the server's certificate is not trusted ({why}; issued by {certificate.Issuer})",
            "Install the certificate's issuer on this machine");
    }

    private static CertificateRefused NotInTime(X509Certificate2 certificate)
    {
        var from = Day(certificate.NotBefore);
        var to = Day(certificate.NotAfter);
        return new CertificateRefused(
            "CertificateExpired",
            $"the server's certificate, or one above it, is not valid now (the server's own: from {from} to {to})",
            "Renew the certificate, or set this machine's clock if it is wrong");
    }

    private static CertificateRefused OtherName(string host, X509Certificate2 certificate) => new(
        "CertificateNameMismatch",
        $"the server's certificate is for {Names(certificate)}, not for {host}",
        "Give the base URL with a name that is in the certificate, or have a certificate issued for this one");

    private static CertificateRefused Missing(string host) =>
        new("CertificateMissing", $"the server at {host} showed no certificate", "Check the server's TLS settings");

    private static string Names(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(static e => e.EnumerateDnsNames().Concat(e.EnumerateIPAddresses().Select(static a => a.ToString())))
            .ToList();
        return names.Count == 0 ? certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false)
            : string.Join(", ", names.Take(5)) + (names.Count > 5 ? " and others" : "");
    }

    private static string Day(DateTime moment) => moment.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
