using System.Net;
using EdFi.BatchPerf.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace EdFi.BatchPerf.Unit.Faults;

/// <summary>What went wrong on the way to a server, told from what happened, with advice that fits.</summary>
public sealed class TransportErrorTests
{
    private const string Skip = "SkipCertificateCheck";

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", "NoTlsOnPort")]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n", "NoTlsOnPort")]
    [InlineData("\u0015\u0003\u0001\u0000\u0002\u0002\u0028", "TlsFailed")] // an alert: handshake failure
    [InlineData("", "TlsFailed")]
    public async Task No_TLS_on_a_port_is_not_blamed_on_a_certificate(string answer, string errorId)
    {
        await using var server = new FirstBytes(answer);

        var problem = await FailAsync(new Uri($"https://127.0.0.1:{server.Port}"));

        Assert.Equal(errorId, problem.ErrorId);
        Assert.DoesNotContain(Skip, problem.NextStep, StringComparison.Ordinal);
        Assert.DoesNotContain("certificate is", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", -1, 1, "CertificateNotTrusted")]
    [InlineData("other.example.org", -1, 1, "CertificateNameMismatch")]
    [InlineData("127.0.0.1", -20, -10, "CertificateExpired")]
    [InlineData("127.0.0.1", 10, 20, "CertificateExpired")]
    public async Task A_certificate_is_refused_for_what_is_wrong_with_it(string name, int fromDays, int toDays, string errorId)
    {
        using var certificate = TestCertificate.Of(name, fromDays, toDays);
        await using var server = await ServeAsync(listen => listen.UseHttps(certificate));

        var problem = await FailAsync(server.Url);

        Assert.Equal(errorId, problem.ErrorId);
        Assert.Contains(Skip, problem.NextStep, StringComparison.Ordinal);
        Assert.Contains(errorId == "CertificateNameMismatch" ? name : "certificate", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HTTP_2_that_the_server_refuses_is_called_so()
    {
        await using var server = await ServeAsync(static listen => listen.Protocols = HttpProtocols.Http1);

        var problem = await FailAsync(server.Url, static o => o with { Http2 = true });

        Assert.Equal("Http2Refused", problem.ErrorId);
        Assert.Contains("Http2", problem.NextStep, StringComparison.Ordinal);
        Assert.DoesNotContain(Skip, problem.NextStep, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\u0015\u0003\u0001\u0000\u0002\u0002\u0028", "AnswerCutOff", "https")]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n", "AnswerNotHttp", "port")]
    public async Task What_is_not_HTTP_is_called_so(string answer, string errorId, string advice)
    {
        await using var server = new FirstBytes(answer);

        var problem = await FailAsync(new Uri($"http://127.0.0.1:{server.Port}"));

        Assert.Equal(errorId, problem.ErrorId);
        Assert.Contains(advice, problem.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_that_are_too_long_are_called_so()
    {
        await using var server = new RawServer
        {
            OnBatch = static e => e.AnswerAsync(200, "{}", $"Set-Cookie: {new string('x', (AnswerLimit.HeadKilobytes * 1024) + 1)}\r\n"),
        };

        var problem = await FailAsync(server.BaseUrl);

        Assert.Equal("AnswerTooLong", problem.ErrorId);
        Assert.Contains("headers are longer than 32 KB", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\u001f\u008b\u0008\u0000", "compressed (gzip)")]
    [InlineData("\u00ef\u00bb\u00bf{}", "byte order mark")]
    [InlineData("\u00ff\u00fe{\u0000", "UTF-16")]
    public async Task An_answer_in_a_form_that_JSON_is_not_read_in_is_called_so(string body, string words)
    {
        var written = $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}"; // as Latin-1: a byte each
        await using var server = new RawServer { OnBatch = e => e.WriteAsync(written), OnToken = e => e.WriteAsync(written) };
        using var connection = server.Connect();
        await using var good = new RawServer { OnBatch = e => e.WriteAsync(written) };
        using var load = good.Connect();

        var discovery = await FailAsync(server.BaseUrl);
        var token = await Assert.ThrowsAsync<BatchPerfException>(() => connection.GetResources().GetAsync("students", null, default));
        var results = await Execution.Load.RunAsync(load, Execution.Plans.Counted(1));

        Assert.Equal(("AnswerNotReadable", "TokenRequestFailed"), (discovery.ErrorId, token.ErrorId));
        Assert.All([discovery.Message, token.Message, results[0].Error!], text => Assert.Contains(words, text, StringComparison.Ordinal));
    }

    private static async Task<BatchPerfException> FailAsync(Uri url, Func<ConnectOptions, ConnectOptions>? change = null)
    {
        var options = new ConnectOptions { BaseUrl = url, Key = "k", Secret = "s" };
        return await Assert.ThrowsAsync<BatchPerfException>(() =>
            ApiConnection.OpenAsync(change?.Invoke(options) ?? options, tell: null, CancellationToken.None));
    }

    private static async Task<Served> ServeAsync(Action<ListenOptions> configure)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, configure));
        var application = builder.Build();
        await application.StartAsync();
        var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new Served(application, new Uri(address));
    }

    private sealed record Served(WebApplication Application, Uri Url) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Application.DisposeAsync();
    }
}
