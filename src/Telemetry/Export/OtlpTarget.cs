using System.Text;

namespace EdFi.BatchPerf.Telemetry.Export;

/// <summary>
/// Where metrics are sent, by OpenTelemetry's protocol (https://opentelemetry.io/docs/specs/otlp/). What it shows of itself is never more
/// than scheme, host and port: the rest of the URL may hold a secret.
/// </summary>
internal sealed class OtlpTarget
{
    private const string MetricsPath = "/v1/metrics";
    private const int HttpPort = 4318;

    private OtlpTarget(Uri endpoint, bool isGrpc, string? authorization) =>
        (Endpoint, IsGrpc, Authorization) = (endpoint, isGrpc, authorization);

    /// <summary>The URL, without a user's name and password; of http/protobuf with the path of metrics.</summary>
    internal Uri Endpoint { get; }

    /// <summary>True for grpc, false for http/protobuf.</summary>
    internal bool IsGrpc { get; }

    /// <summary>The header that carries the URL's user and password (RFC 7617); null where it has none.</summary>
    internal string? Authorization { get; }

    /// <summary>Reads an endpoint as OTEL_EXPORTER_OTLP_ENDPOINT has it.</summary>
    /// <param name="text">A URL such as <c>http://collector:4317</c>.</param>
    /// <param name="variable">
    /// Finds environment variables. OTEL_EXPORTER_OTLP_METRICS_PROTOCOL, or else OTEL_EXPORTER_OTLP_PROTOCOL, is the protocol; without them
    /// it is http/protobuf at port 4318 and at a path of metrics, and grpc elsewhere.
    /// </param>
    /// <exception cref="BatchPerfException">OtlpEndpointInvalid, OtlpProtocolUnknown.</exception>
    public static OtlpTarget Parse(string text, Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(variable);
        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out var url)
            || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
        {
            throw new BatchPerfException(
                "OtlpEndpointInvalid",
                ProblemKind.InvalidInput,
                $"{new OptionKey("OtlpEndpoint")} is no http or https URL; it is not shown, since it may hold a secret.",
                "Write it like http://collector.example.org:4317 (grpc) or http://collector.example.org:4318 (http/protobuf).");
        }

        var endsInMetrics = url.AbsolutePath.EndsWith(MetricsPath, StringComparison.OrdinalIgnoreCase);
        var (name, protocol) = new OtlpVariables(variable).Either("PROTOCOL");
        var isGrpc = protocol?.ToLowerInvariant() switch
        {
            null => !endsInMetrics && url.Port != HttpPort,
            "grpc" => true,
            "http/protobuf" => false,
            _ => throw new BatchPerfException(
                "OtlpProtocolUnknown",
                ProblemKind.InvalidInput,
                $"{name} is '{PlainText.Line(protocol)}', which {new OptionKey("OtlpEndpoint")} does not speak.",
                "Set it to grpc or http/protobuf, or leave it out."),
        };
        var builder = new UriBuilder(url) { UserName = "", Password = "" };
        if (isGrpc)
        {
            builder.Query = ""; // a method's name follows the path
        }
        else if (!endsInMetrics)
        {
            builder.Path = builder.Path.TrimEnd('/') + MetricsPath;
        }

        return new OtlpTarget(builder.Uri, isGrpc, url.UserInfo.Length == 0
            ? null
            : "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(url.UserInfo))));
    }

    /// <summary>Scheme, host, port and protocol.</summary>
    public override string ToString() =>
        $"{Endpoint.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)} ({(IsGrpc ? "grpc" : "http/protobuf")})";
}
