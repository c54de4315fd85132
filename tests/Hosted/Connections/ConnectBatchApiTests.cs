using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EdFi.BatchPerf.Hosted.Connections;

/// <summary>Connecting in vain: each cause has its own ErrorId, says what came back, and shows no secret.</summary>
public sealed class ConnectBatchApiTests(Rig rig) : IClassFixture<Rig>
{
    private const string Wrong = "Wrong-9c2b-Wrong";
    private readonly Session _session = rig.Session;

    [Theory]
    [InlineData("simulator-key", "/connect/token")]
    [InlineData("nobody", "/connect/token")]
    [InlineData("simulator-key", "/oauth/token")]
    public void A_wrong_key_or_secret_is_told_with_what_the_server_said_and_never_shown(string key, string endpoint)
    {
        _session.Set("wrong", new PSCredential(key, new NetworkCredential("", Wrong).SecurePassword));

        _session.Fails($"Connect-BatchApi $url $wrong -OAuthEndpoint {endpoint}", "AuthenticationFailed", ErrorCategory.AuthenticationError, $"POST *{endpoint} answered 401 *key and the secret*");

        var shown = _session.One<string>("$problem = $Error[0]; ($problem | Format-List * -Force | Out-String) + $problem.Exception + ($problem.ErrorDetails | Format-List * | Out-String) + (ConvertTo-Json $problem.TargetObject)");
        Assert.DoesNotContain(Wrong, shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes($"{key}:{Wrong}")), shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_where_nothing_answers_is_told()
    {
        using var listener = Listen();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        _session.Fails($"Connect-BatchApi http://127.0.0.1:{port} $credential", "ServerUnreachable", ErrorCategory.ConnectionError, $"GET http://127.0.0.1:{port}/*");
    }

    [Fact]
    public void A_host_that_is_not_known_is_told()
        => _session.Fails("Connect-BatchApi http://no-such-host.invalid $credential", "HostNotFound", ErrorCategory.ConnectionError, "*no-such-host.invalid*");

    [Fact]
    public void A_server_that_does_not_answer_in_time_is_told()
    {
        using var listener = Listen();

        _session.Fails($"Connect-BatchApi http://{listener.LocalEndpoint} $credential -ConnectTimeout 300ms", "ServerTimeout", ErrorCategory.ConnectionError, "*0.3 s*");
    }

    [Fact]
    public async Task A_server_that_is_no_DMS_is_told()
    {
        using var listener = Listen();
        var answering = AnswerAsync(listener, "HTTP/1.1 200 OK\r\nContent-Length: 13\r\nConnection: close\r\n\r\n<html>Hi<html");

        _session.Fails($"Connect-BatchApi http://{listener.LocalEndpoint} $credential", "NotADms", ErrorCategory.ProtocolError, "*<html>Hi*base URL*");

        listener.Stop();
        await answering;
    }

    [Theory]
    [InlineData(404, "BatchEndpointMissing")]
    [InlineData(501, "BatchNotSupported")]
    public void A_server_without_batches_is_told(int status, string id)
    {
        using var _ = rig.With(options => options with { NoBatch = status });

        _session.Fails("Connect-BatchApi $url $credential", id, ErrorCategory.ProtocolError, $"POST *{status}*");
    }

    [Fact]
    public void A_base_URL_that_is_none_is_told_without_the_password_in_it()
    {
        _session.Fails("Connect-BatchApi dms.example.org $credential", "InvalidBaseUrl", ErrorCategory.InvalidArgument, "*'dms.example.org'*");
        var problem = _session.Fails($"Connect-BatchApi http://me:{Wrong}@127.0.0.1 $credential", "InvalidBaseUrl", ErrorCategory.InvalidArgument);
        Assert.DoesNotContain(Wrong, problem.Exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("30", "*'30' is not a duration*30s*")]
    [InlineData("0s", "*ConnectTimeout*more than zero*")]
    public void A_time_out_that_is_no_duration_is_refused_and_the_way_to_write_one_told(string given, string like)
        => Session.AssertLike(like, _session.CannotBind($"Connect-BatchApi $url $credential -ConnectTimeout {given}").ToString());

    [Fact]
    public async Task A_certificate_that_is_not_known_is_not_trusted_unless_the_operator_says_so()
    {
        await using var secure = await rig.UseAsync(new() { Urls = "https://127.0.0.1:0" });

        _session.Fails("Connect-BatchApi $url $credential", "CertificateNotTrusted", ErrorCategory.ConnectionError, "*certificate*-SkipCertificateCheck*");
        var ran = _session.Run("$secure = Connect-BatchApi $url $credential -SkipCertificateCheck; $secure; Invoke-BatchVolumeTest -Connection $secure -Scenario Student -BatchCount 1 -WarningAction Ignore");

        Assert.True(((BatchConnection)ran.Output[0].BaseObject).SkipCertificateCheck);
        Assert.True(((BatchResult)ran.Output[1].BaseObject).Success);
        Session.AssertLike("*certificate*127.0.0.1*not checked*", ran.Warnings);
    }

    [Fact]
    public async Task A_server_may_lie_under_a_path()
    {
        await using var other = await rig.UseAsync(new() { PathBase = "/dms" });

        var connection = _session.Get<BatchConnection>("dms");
        Assert.EndsWith("/dms/batch", connection.BatchUrl.AbsoluteUri, StringComparison.Ordinal);
        Assert.EndsWith("/dms/data/ed-fi", connection.ResourcesUrl.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal);
        Assert.All(_session.Run<BatchResult>("Invoke-BatchVolumeTest -Connection $dms -Scenario Student -BatchCount 2 -BatchTripleCount 1 -WarningAction Ignore"), static result => Assert.True(result.Success));
    }

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static async Task AnswerAsync(TcpListener listener, string answer)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                var stream = client.GetStream();
                Assert.NotEqual(0, await stream.ReadAsync(new byte[4096]));
                await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test has stopped the listener.
        }
    }
}
