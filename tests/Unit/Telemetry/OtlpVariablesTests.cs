using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Telemetry.Export;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Faults;
using EdFi.BatchPerf.Unit.Reporting;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;

namespace EdFi.BatchPerf.Unit.Telemetry;

/// <summary>Variables of OpenTelemetry hold, or are refused by name.</summary>
public sealed class OtlpVariablesTests : IDisposable
{
    private const string Prefix = "OTEL_EXPORTER_OTLP_";
    private readonly TemporaryDirectory _directory = new();
    private readonly Dictionary<string, string> _variables = [];

    /// <summary>The variable that is wrong, what it says, and what another says: by which the first is refused.</summary>
    public static TheoryData<string, string, string?> WrongCertificates => new()
    {
        { "CERTIFICATE", "missing.pem", null },
        { "METRICS_CERTIFICATE", "missing.pem", "CERTIFICATE=server.pem" },
        { "CERTIFICATE", "empty.pem", null },
        { "CLIENT_CERTIFICATE", "missing.pem", "CLIENT_KEY=client.key" },
        { "CLIENT_CERTIFICATE", "client.pem", null },
        { "CLIENT_CERTIFICATE", "client.pem", "CLIENT_KEY=missing.key" },
        { "CLIENT_CERTIFICATE", "client.pem", "CLIENT_KEY=other.key" },
        { "CLIENT_KEY", "client.key", null },
    };

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("true", true)]
    [InlineData(" True ", true)]
    [InlineData("false", false)]
    [InlineData("1", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void OpenTelemetry_is_off_where_its_own_variable_says_so(string? value, bool off)
    {
        var why = RunTelemetry.WhyOff(name => name == "OTEL_SDK_DISABLED" ? value : null);

        Assert.Equal(off, why is not null);
        if (off)
        {
            Assert.Matches("^OTEL_SDK_DISABLED is true.*(OtlpEndpoint|otlpEndpoint) exports nothing", why);
        }
    }

    [Theory]
    [InlineData(null, MetricReaderTemporalityPreference.Cumulative)]
    [InlineData("cumulative", MetricReaderTemporalityPreference.Cumulative)]
    [InlineData("Delta", MetricReaderTemporalityPreference.Delta)]
    [InlineData("LOWMEMORY", MetricReaderTemporalityPreference.LowMemory)]
    public void Sums_count_as_the_variable_wants_them(string? value, MetricReaderTemporalityPreference expected)
    {
        var variables = new OtlpVariables(name => name == "OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE" ? value : null);

        using var reader = variables.Reader(new CountedExporter(new OtlpExporterOptions()));

        Assert.Equal(expected, reader.TemporalityPreference);
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_COMPRESSION", "zstd", "none or gzip")]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_COMPRESSION", "brotli", "none or gzip")]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE", "least", "cumulative or delta or lowmemory")]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION", "summary", "explicit_bucket_histogram or base2_exponential_bucket_histogram")]
    public void A_word_that_cannot_be_done_is_refused_with_the_variables_name(string name, string value, string instead)
    {
        _variables[name] = value;

        var problem = Assert.Throws<BatchPerfException>(() => RunTelemetry.RequirePossible(Target("http://127.0.0.1:9"), Find));

        Assert.Equal(("OtlpVariableInvalid", $"Set it to {instead}, or leave it out."), (problem.ErrorId, problem.NextStep));
        Assert.StartsWith($"{name} is '{value}', which ", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "COMPRESSION", "gzip", null)]
    [InlineData(false, "COMPRESSION", "GZIP", null)]
    [InlineData(false, "METRICS_COMPRESSION", "gzip", "none")]
    [InlineData(false, "METRICS_COMPRESSION", "none", "gzip")]
    public async Task What_is_exported_is_compressed_where_the_variable_wants_it(bool grpc, string ending, string value, string? forAll)
    {
        await using var collector = await Collector.StartAsync(grpc);
        _variables[Prefix + "COMPRESSION"] = forAll ?? value;
        _variables[Prefix + ending] = value;

        Assert.Null(await ExportAsync(collector, "http", grpc));

        var compressed = !value.Equals("none", StringComparison.OrdinalIgnoreCase);
        Assert.Equal(compressed, collector.Headers.GetValueOrDefault(grpc ? "grpc-encoding" : "Content-Encoding") == "gzip");
        Assert.Contains(collector.Exports.Last().Points, static p => p.Name == "http.client.request.duration");
    }

    [Fact]
    public async Task Histograms_have_buckets_of_their_own_making_where_the_variable_wants_it()
    {
        await using var collector = await Collector.StartAsync(grpc: false);
        _variables[Prefix + "METRICS_DEFAULT_HISTOGRAM_AGGREGATION"] = "base2_exponential_bucket_histogram";

        Assert.Null(await ExportAsync(collector, "http", grpc: false));

        var duration = Assert.Single(collector.Exports.Last().Points, static p => p.Name == "http.client.request.duration");
        Assert.Equal((3, 0), (duration.Count, duration.Bounds.Count));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public async Task A_collector_with_a_private_certificate_is_trusted_by_the_variable_and_knows_the_client_by_its_own(bool grpc, bool metrics)
    {
        using var certificate = Certificate();
        using var client = Certificate();
        await using var collector = await Collector.StartAsync(grpc, certificate, asks: true);
        var prefix = metrics ? Prefix + "METRICS_" : Prefix;
        _variables[Prefix + "CERTIFICATE"] = Pem("other.pem", client.ExportCertificatePem());
        _variables[prefix + "CERTIFICATE"] = Pem("server.pem", certificate.ExportCertificatePem());
        _variables[prefix + "CLIENT_CERTIFICATE"] = Pem("client.pem", client.ExportCertificatePem());
        _variables[prefix + "CLIENT_KEY"] = Pem("client.key", client.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());

        Assert.Null(await ExportAsync(collector, "https", grpc));

        Assert.Equal(client.Thumbprint, collector.Client);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("other.pem")]
    public async Task A_collector_whose_certificate_nobody_vouches_for_is_not_sent_to(string? trusted)
    {
        using var certificate = Certificate();
        using var other = Certificate();
        await using var collector = await Collector.StartAsync(grpc: false, certificate);
        if (trusted is not null)
        {
            _variables[Prefix + "CERTIFICATE"] = Pem(trusted, other.ExportCertificatePem());
        }

        Assert.Contains("certificate", await ExportAsync(collector, "https", grpc: false), StringComparison.Ordinal);
        Assert.Empty(collector.Exports);
    }

    [Theory]
    [MemberData(nameof(WrongCertificates))]
    public void A_certificate_that_cannot_be_used_is_refused_with_the_variables_name_where_it_would_be_used(string ending, string file, string? besides)
    {
        using var client = Certificate();
        using var other = RSA.Create(2048);
        Pem("client.pem", client.ExportCertificatePem());
        Pem("server.pem", client.ExportCertificatePem());
        Pem("client.key", client.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
        Pem("other.key", other.ExportPkcs8PrivateKeyPem());
        Pem("empty.pem", "");
        _variables[Prefix + ending] = _directory.File(file);
        if (besides?.Split('=') is [var name, var value])
        {
            _variables[Prefix + name] = _directory.File(value);
        }

        var problem = Assert.Throws<BatchPerfException>(() => RunTelemetry.RequirePossible(Target("https://127.0.0.1:9"), Find));

        Assert.Equal("OtlpCertificateInvalid", problem.ErrorId);
        Assert.Contains(Prefix + ending, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY", problem.Message, StringComparison.Ordinal);
        RunTelemetry.RequirePossible(Target("http://127.0.0.1:9"), Find);
    }

    [Fact]
    public void A_relative_path_is_named_with_the_file_that_was_looked_for()
    {
        _variables[Prefix + "CERTIFICATE"] = "no-such-file.pem";

        var problem = Assert.Throws<BatchPerfException>(() => RunTelemetry.RequirePossible(Target("https://127.0.0.1:9"), Find));

        Assert.Contains($"names no-such-file.pem ({Path.GetFullPath("no-such-file.pem")}), which", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_shows_the_certificates_that_vouch_for_its_own_and_its_key_goes_with_the_export()
    {
        using var root = Authority("root", issuer: null);
        using var between = Authority("between", root);
        using var key = RSA.Create(2048);
        using var leaf = Issued(Request("client", key), between, serial: 1);
        _variables[Prefix + "CLIENT_CERTIFICATE"] = Pem("chain.pem", leaf.ExportCertificatePem() + "\n" + between.ExportCertificatePem());
        _variables[Prefix + "CLIENT_KEY"] = Pem("client.key", key.ExportPkcs8PrivateKeyPem());

        var certificates = OtlpCertificates.Read(Target("https://127.0.0.1:9"), new OtlpVariables(Find));
        var context = certificates.Options.ClientCertificateContext!;

        Assert.Equal((leaf.Thumbprint, true), (context.TargetCertificate.Thumbprint, context.TargetCertificate.HasPrivateKey));
        Assert.Equal(between.Thumbprint, Assert.Single(context.IntermediateCertificates).Thumbprint);
        certificates.Dispose();
        Assert.Equal(IntPtr.Zero, context.TargetCertificate.Handle);
    }

    /// <summary>The exporter reads this process's variables by itself, whatever it was given.</summary>
    [Theory]
    [InlineData("CERTIFICATE")]
    [InlineData("CLIENT_CERTIFICATE")]
    public void A_variable_of_this_process_is_read_by_the_same_rules_as_any_other(string ending)
    {
        Environment.SetEnvironmentVariable(Prefix + ending, _directory.File("missing.pem"));
        try
        {
            RunTelemetry.RequirePossible(Target("http://127.0.0.1:9"), Environment.GetEnvironmentVariable);
            var problem = Assert.Throws<BatchPerfException>(
                () => RunTelemetry.RequirePossible(Target("https://127.0.0.1:9"), Environment.GetEnvironmentVariable));

            Assert.Equal("OtlpCertificateInvalid", problem.ErrorId);
            Assert.Contains(Prefix + ending, problem.Message, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Prefix + ending, null);
        }
    }

    private static OtlpTarget Target(string url, bool grpc = true) => OtlpTarget.Parse(url, name => name == Prefix + "PROTOCOL" ? (grpc ? "grpc" : "http/protobuf") : null);

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=collector", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null, X509KeyStorageFlags.Exportable);
    }

    private static CertificateRequest Request(string name, RSA key) => new($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private static X509Certificate2 Issued(CertificateRequest request, X509Certificate2 issuer, byte serial) =>
        request.Create(issuer, new DateTimeOffset(issuer.NotBefore), new DateTimeOffset(issuer.NotAfter), [serial]);

    private static X509Certificate2 Authority(string name, X509Certificate2? issuer)
    {
        using var key = RSA.Create(2048);
        var request = Request(name, key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        if (issuer is null)
        {
            return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        }

        using var made = Issued(request, issuer, serial: 2);
        return made.CopyWithPrivateKey(key);
    }

    private string? Find(string name) => _variables.GetValueOrDefault(name);

    private string Pem(string name, string text)
    {
        File.WriteAllText(_directory.File(name), text);
        return _directory.File(name);
    }

    private async Task<string?> ExportAsync(Collector collector, string scheme, bool grpc)
    {
        await using var server = new RawServer();
        using var connection = server.Connect();
        var plan = Plans.Counted(3);
        await using var telemetry = RunTelemetry.Open(Target($"{scheme}://{collector.Url.Authority}/base", grpc), plan, server.BaseUrl, "0000000000abc", Find);
        var load = Load.Start(connection, plan, new RunOptions { Sinks = [telemetry.Sink] });
        telemetry.Attach(load.Run);
        await Load.FinishAsync(load);
        return await telemetry.EndAsync(CancellationToken.None);
    }
}
