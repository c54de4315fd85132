using System.Collections.Concurrent;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Unit.Execution;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace EdFi.BatchPerf.Unit.Faults;

/// <summary>Certificates of a server that a load meets, over a connection of the client's own and through the platform's handler.</summary>
public sealed class CertificateTests
{
    [Theory]
    [InlineData("127.0.0.1", -20, -10, null, "is not valid now (the server's own: from ")]
    [InlineData("127.0.0.1", 10, 20, null, "is not valid now (the server's own: from ")]
    [InlineData("other.example.org", -20, -10, null, "is not valid now (the server's own: from ")]
    [InlineData("other.example.org", -1, 1, null, "is for other.example.org, not for 127.0.0.1")]
    [InlineData("127.0.0.1", -1, 1, null, "is not trusted (")]
    [InlineData("127.0.0.1", -1, 1, "dms.example.org:81", "is for 127.0.0.1, not for dms.example.org")]
    [InlineData("dms.example.org", -1, 1, "dms.example.org:81", "is not trusted (")]
    public async Task A_certificate_is_refused_for_what_is_wrong_with_it_and_nothing_is_sent(
        string name,
        int fromDays,
        int toDays,
        string? host,
        string said)
    {
        using var certificate = TestCertificate.Of(name, fromDays, toDays);
        await using var tokens = new RawServer();
        await using var server = await SecureServer.StartAsync(
            HttpProtocols.Http1,
            https => https.ServerCertificate = certificate,
            static (context, _) => SecureServer.SucceedAsync(context));
        var told = new List<string?>();
        foreach (var compressed in new[] { false, true })
        {
            using var connection = tokens.Connect(Options(tokens, host) with { AcceptGzip = compressed }, $"{server.BaseUrl}batch");

            var result = Assert.Single(await Load.RunAsync(connection, Plans.Counted(1) with { ClientCount = 1 }));

            Assert.Equal((ErrorKind.ConnectionFailed, 3), (result.ErrorKind, result.OperationsNotAttempted));
            told.Add(result.Error);
        }

        Assert.Contains(said, told[0], StringComparison.Ordinal);
        Assert.Equal(told[1], told[0]);
        Assert.Equal(0, server.Batches);
    }

    [Theory]
    [InlineData("localhost", null, "localhost")]
    [InlineData("localhost", "dms.example.org:81", "dms.example.org")]
    [InlineData("127.0.0.1", null, "")]
    [InlineData("127.0.0.1", "dms.example.org", "dms.example.org")]
    public async Task The_server_is_told_which_name_is_meant(string at, string? host, string sni)
    {
        using var certificate = TestCertificate.Of("localhost", -1, 1);
        var asked = new ConcurrentQueue<string>();
        await using var tokens = new RawServer();
        await using var server = await SecureServer.StartAsync(
            HttpProtocols.Http1,
            https => https.ServerCertificateSelector = (_, name) =>
            {
                asked.Enqueue(name ?? "");
                return certificate;
            },
            static (context, _) => SecureServer.SucceedAsync(context));
        foreach (var compressed in new[] { false, true })
        {
            var options = Options(tokens, host) with { AcceptGzip = compressed, SkipCertificateCheck = true };
            using var connection = tokens.Connect(options, $"https://{at}:{server.BaseUrl.Port}/batch");

            var result = Assert.Single(await Load.RunAsync(connection, Plans.Counted(1) with { ClientCount = 1 }));

            Assert.True(result.Success, result.Error);
        }

        Assert.Equal([sni, sni], asked);
    }

    private static ConnectOptions Options(RawServer tokens, string? host) => new()
    {
        BaseUrl = tokens.BaseUrl,
        Key = "k",
        Secret = "s",
        Headers = host is null ? ExtraHeaders.None : ExtraHeaders.Parse($"Host: {host}"),
    };
}
