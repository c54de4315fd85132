using System.Text;
using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Unit.Api;

public sealed class DiscoveryTests
{
    /// <summary>As transcript 01 has it.</summary>
    private const string Dms = """
        {"version":"0.6.0","applicationName":"Ed-Fi Alliance Data Management Service","informationalVersion":"Release Candidate 1",
         "dataModels":[{"name":"TPDM","version":"1.0.0"},{"name":"Ed-Fi","version":"5.1.0","informationalVersion":"The Ed-Fi Data Standard v5.1"}],
         "urls":{"dependencies":"http://127.0.0.1:18080/metadata/dependencies","oauth":"http://127.0.0.1:18081/connect/token",
                 "dataManagementApi":"http://127.0.0.1:18080/data","batchApi":"http://127.0.0.1:18080/batch"}}
        """;

    [Fact]
    public void A_DMS_tells_its_name_version_data_standard_and_urls()
    {
        var discovery = Read(Dms)!;

        Assert.Equal("0.6.0", discovery.Version);
        Assert.Equal("Ed-Fi Alliance Data Management Service", discovery.ApplicationName);
        Assert.Equal("5.1.0", discovery.DataStandard);
        Assert.Equal("http://127.0.0.1:18081/connect/token", discovery.OAuth);
        Assert.Equal("http://127.0.0.1:18080/data", discovery.DataManagementApi);
        Assert.Equal("http://127.0.0.1:18080/batch", discovery.BatchApi);
    }

    [Fact]
    public void What_a_server_leaves_out_is_null()
    {
        var discovery = Read("""{"urls":{},"dataModels":[1,{"version":"9"},{"name":"Other","version":"1"}],"version":7}""")!;

        Assert.Equal(new Discovery(), discovery);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>hello</html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("""{"urls":"http://x"}""")]
    [InlineData("""{"urls":{"oauth":"\ud800"}}""")]
    public void Anything_else_is_no_discovery_document(string body) => Assert.Null(Read(body));

    private static Discovery? Read(string body) => Discovery.TryRead(Encoding.UTF8.GetBytes(body));
}
