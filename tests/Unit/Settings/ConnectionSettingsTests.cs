using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Unit.Settings;

public sealed class ConnectionSettingsTests
{
    private const string Complete = """
        PERF_API_BASEURL=https://dms.example.org/dms
        PERF_API_KEY=minimalKey
        PERF_API_SECRET='s3cret #1 '
        IGNORE_TLS_CERTIFICATE=true
        PERF_API_PREFIX=/data/v3/ed-fi
        PERF_API_OAUTH_ENDPOINT=/oauth/token
        """;

    [Fact]
    public void Every_variable_of_the_harness_reaches_the_connection()
    {
        var options = Read(Complete).ToOptions();

        Assert.Equal(
            ("https://dms.example.org/dms", "minimalKey", "s3cret #1 ", true, "/data/v3/ed-fi", "/oauth/token"),
            (options.BaseUrl.AbsoluteUri, options.Key, options.Secret, options.SkipCertificateCheck, options.ApiPrefix, options.TokenEndpoint));
    }

    [Fact]
    public void The_secret_is_never_shown()
    {
        Assert.DoesNotContain("s3cret", Read(Complete).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", Read(Complete).ToOptions().ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PERF_API_BASEURL", "BaseUrlMissing")]
    [InlineData("PERF_API_KEY", "CredentialMissing")]
    [InlineData("PERF_API_SECRET", "CredentialMissing")]
    public void What_is_required_and_missing_is_named(string variable, string errorId)
    {
        var settings = Read(Complete.Replace(variable, "OTHER", StringComparison.Ordinal));

        var error = Assert.Throws<BatchPerfException>(() => settings.ToOptions());

        Assert.Equal(errorId, error.ErrorId);
        Assert.Contains(variable, error.NextStep, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dms.example.org")]
    [InlineData("ftp://dms.example.org")]
    [InlineData("user:s3cret@dms.example.org")]
    public void A_base_url_that_is_none_is_named_without_a_password(string url)
    {
        var error = Assert.Throws<BatchPerfException>(() => Read($"PERF_API_BASEURL={url}").ToOptions());

        Assert.Equal("InvalidBaseUrl", error.ErrorId);
        Assert.Contains("PERF_API_BASEURL in .env, line 1", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.Message, StringComparison.Ordinal);
    }

    private static ConnectionSettings Read(string file) =>
        ConnectionSettings.Read(new SettingsReader(_ => null, _ => null, EnvironmentFile.Parse(file, ".env", _ => null)));
}
