using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Specification;

namespace EdFi.BatchPerf.Unit.Simulator.Learnt;

/// <summary>Simulators of the small specification, and a client of one.</summary>
internal sealed class SmallServer : IAsyncDisposable
{
    private SmallServer(SimulatorHost host) => (Host, Client) = (host, new SimulatorClient(host));

    public SimulatorHost Host { get; }

    public SimulatorClient Client { get; }

    /// <summary>The options of a server as a DMS describes itself, or as the published specifications do.</summary>
    public static SimulatorOptions Options(bool published) => published
        ? new() { Openapi = Small.PublishedResources, OpenapiDescriptors = Small.PublishedDescriptors, Dependencies = Small.Dependencies }
        : new() { Openapi = Small.ServedResources, OpenapiDescriptors = Small.ServedDescriptors, Dependencies = Small.Dependencies };

    public static async Task<SmallServer> StartAsync(bool published, Func<SimulatorOptions, SimulatorOptions>? change = null)
        => new(await SimulatorHost.StartAsync((change ?? (static o => o))(Options(published))));

    /// <summary>Status and text of an answer.</summary>
    public async Task<(int Status, string Text)> SendAsync(HttpMethod method, string path, string? body = null)
    {
        using var answer = await Client.SendAsync(method, path, body);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public Task<(int Status, string Text)> BatchAsync(params IEnumerable<string> operations)
        => SendAsync(HttpMethod.Post, "/batch", $"[{string.Join(',', operations)}]");

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
    }
}
