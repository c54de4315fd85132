using System.Text;
using EdFi.BatchPerf.Documents.Identity;
using EdFi.BatchPerf.Documents.Metadata;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Unit.Simulator;

/// <summary>The simulator's OpenAPI document, written from its own table, held against what the client knows.</summary>
public sealed class MetadataTests
{
    [Theory]
    [InlineData(MetadataState.Served)]
    [InlineData(MetadataState.FlatFlags)]
    public async Task It_states_the_identities_that_it_tells_documents_by(MetadataState state)
    {
        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions { Metadata = state });
        using var client = new SimulatorClient(simulator);
        var discovery = await client.GetAsync("/");
        var list = await client.GetAsync(new Uri((string)discovery["urls"]!["openApiMetadata"]!).AbsolutePath);
        var url = new Uri((string)list.AsArray().Single(static s => (string)s!["name"]! == "Resources")!["endpointUri"]!);
        var document = await client.GetAsync(url.AbsolutePath);

        var stated = ServerIdentities.Read(Encoding.UTF8.GetBytes(document.ToJsonString()), "it").Stated;

        Assert.All(stated, static s => Assert.Null(s.Value.Problem));
        foreach (var resource in KnownIdentities.Names)
        {
            var (known, server) = (BuiltInIdentities.Of(resource)!, stated[resource].Identity!);
            Assert.Subset(server.Paths.ToHashSet(StringComparer.Ordinal), known.Paths.ToHashSet(StringComparer.Ordinal));
            Assert.Equal(known.Leaves.Select(static l => l.Name).Order(StringComparer.Ordinal), server.Leaves.Select(static l => l.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
            Assert.All(known.Leaves, leaf => Assert.Equal((leaf.Describe(), leaf.MaxLength), Type(server, leaf.Name)));
        }
    }

    private static (string Type, int? MaxLength) Type(ResourceIdentity identity, string name)
    {
        var leaf = identity.Leaves.First(l => l.Name == name);
        return (leaf.Describe(), leaf.MaxLength);
    }
}
