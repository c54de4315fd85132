using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Unit.Api;

public sealed class EndpointsTests
{
    private static readonly Discovery Dms = new()
    {
        OAuth = "http://config:8081/connect/token",
        DataManagementApi = "http://dms:8080/data",
        BatchApi = "http://dms:8080/batch",
    };

    [Fact]
    public void Discovery_names_the_places()
    {
        var endpoints = Choose("http://dms:8080", Dms);

        Assert.Equal("http://config:8081/connect/token", endpoints.Token.AbsoluteUri);
        Assert.Equal("http://dms:8080/batch", endpoints.Batch.AbsoluteUri);
        Assert.Equal("http://dms:8080/data/ed-fi", endpoints.Resources.AbsoluteUri);
    }

    [Theory]
    [InlineData("http://dms:8080/data", "http://dms:8080/data/ed-fi")]
    [InlineData("http://dms:8080/data/", "http://dms:8080/data/ed-fi")]
    [InlineData("http://dms:8080/data/ed-fi", "http://dms:8080/data/ed-fi")]
    [InlineData("https://ods/data/v3/", "https://ods/data/v3/ed-fi")]
    [InlineData("https://ods/data/v3/2025", "https://ods/data/v3/2025/ed-fi")]
    public void Resources_lie_under_ed_fi_of_the_data_management_api(string dataManagementApi, string resources) =>
        Assert.Equal(resources, Choose("http://dms:8080", Dms with { DataManagementApi = dataManagementApi }).Resources.AbsoluteUri);

    [Fact]
    public void A_server_that_names_no_batch_api_or_data_api_has_them_in_the_usual_places()
    {
        var endpoints = Choose("http://dms:8080/", new Discovery { OAuth = "http://config/token" });

        Assert.Equal("http://dms:8080/batch", endpoints.Batch.AbsoluteUri);
        Assert.Equal("http://dms:8080/data/ed-fi", endpoints.Resources.AbsoluteUri);
    }

    [Fact]
    public void What_the_operator_says_goes_before_what_discovery_says()
    {
        var options = Options("https://host/dms") with { TokenEndpoint = "/oauth/token", ApiPrefix = "data/v3/ed-fi", BatchEndpoint = "https://other/batch" };

        var endpoints = Endpoints.Choose(options, Dms);

        Assert.Equal("https://host/dms/oauth/token", endpoints.Token.AbsoluteUri);
        Assert.Equal("https://host/dms/data/v3/ed-fi", endpoints.Resources.AbsoluteUri);
        Assert.Equal("https://other/batch", endpoints.Batch.AbsoluteUri);
    }

    [Fact]
    public void An_empty_override_is_none()
    {
        var endpoints = Endpoints.Choose(Options("http://dms:8080") with { TokenEndpoint = "", ApiPrefix = " ", BatchEndpoint = "" }, Dms);

        Assert.Equal(Choose("http://dms:8080", Dms), endpoints);
    }

    [Theory]
    [InlineData("https://host", "/batch", "https://host/batch")]
    [InlineData("https://host/", "batch", "https://host/batch")]
    [InlineData("https://host/dms", "/batch", "https://host/dms/batch")]
    [InlineData("https://host/dms/", "/batch", "https://host/dms/batch")]
    [InlineData("https://host/dms?x=1#y", "/batch", "https://host/dms/batch")]
    [InlineData("https://host/dms", "http://elsewhere:1/b", "http://elsewhere:1/b")]
    public void A_path_is_taken_to_lie_on_the_base_url_whose_own_path_stays(string baseUrl, string place, string expected) =>
        Assert.Equal(expected, Endpoints.Absolute(new Uri(baseUrl), place).AbsoluteUri);

    [Theory]
    [InlineData("ftp://host/batch")]
    [InlineData("http://")]
    [InlineData("://x")]
    public void A_url_that_is_not_http_is_refused(string place) =>
        Assert.Equal("InvalidEndpoint", Assert.Throws<BatchPerfException>(() => Endpoints.Absolute(new Uri("http://dms"), place)).ErrorId);

    [Fact]
    public void Without_a_token_endpoint_there_is_a_hint_how_to_give_one()
    {
        var error = Assert.Throws<BatchPerfException>(() => Choose("http://dms", Dms with { OAuth = null }));

        Assert.Equal("NoTokenEndpoint", error.ErrorId);
        Assert.Contains("OAuthEndpoint", error.NextStep, StringComparison.Ordinal);
    }

    private static Endpoints Choose(string baseUrl, Discovery discovery) => Endpoints.Choose(Options(baseUrl), discovery);

    private static ConnectOptions Options(string baseUrl) => new() { BaseUrl = new Uri(baseUrl), Key = "k", Secret = "s" };
}
