using System.IO.Compression;
using EdFi.BatchPerf.Simulator.Configuration;
using EdFi.BatchPerf.Simulator.Counting;
using EdFi.BatchPerf.Simulator.Http;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Simulator.World;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace EdFi.BatchPerf.Simulator;

/// <summary>A running simulator, in a process of its own or inside a test's.</summary>
public sealed class SimulatorHost : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly Simulation _simulation;

    private SimulatorHost(WebApplication application, Simulation simulation)
    {
        _application = application;
        _simulation = simulation;
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Urls = [.. addresses.Select(address => new Uri(address.TrimEnd('/') + simulation.Options.PathBase))];
    }

    /// <summary>Addresses that the simulator listens on, path base included, in the order of its options.</summary>
    public IReadOnlyList<Uri> Urls { get; }

    /// <summary>The first of <see cref="Urls"/>.</summary>
    public Uri BaseUrl => Urls[0];

    /// <summary>The options as they are now.</summary>
    public SimulatorOptions Options => _simulation.Options;

    /// <summary>
    /// Starts a simulator and returns once it listens; throws <see cref="OptionException"/> for addresses it will not take.
    /// </summary>
    public static async Task<SimulatorHost> StartAsync(SimulatorOptions options, CancellationToken cancellationToken = default)
    {
        var endpoints = LoopbackUrls.Parse(options.Urls);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = 10 * 1024 * 1024;
            kestrel.AddServerHeader = true;
            foreach (var (endpoint, isHttps) in endpoints)
            {
                kestrel.Listen(endpoint, listen => Secure(listen, isHttps));
            }
        });
        if (options.Gzip)
        {
            Compress(builder.Services);
        }

        var simulation = new Simulation(options);
        var application = builder.Build();
        if (options.Gzip)
        {
            application.UseResponseCompression();
        }

        var router = new Router(simulation);
        application.Run(router.RouteAsync);
        try
        {
            await application.StartAsync(cancellationToken);
            return new(application, simulation);
        }
        catch
        {
            await application.DisposeAsync();
            simulation.Dispose();
            throw;
        }
    }

    /// <summary>Returns the counts so far; <paramref name="everyHold"/> adds every server-side time that was kept.</summary>
    public SimulatorCounts Counts(bool everyHold = false) => _simulation.Counts.Snapshot(_simulation.Store, everyHold);

    /// <summary>Starts counting anew; documents stay.</summary>
    public void ResetCounts() => _simulation.Counts.Reset();

    /// <summary>Changes options, such as the rates of faults, for the requests to come.</summary>
    public void Change(Func<SimulatorOptions, SimulatorOptions> change) => _simulation.Change(change);

    /// <summary>Holds all requests for this long, as a server does that stops to think.</summary>
    public void Freeze(TimeSpan duration) => _simulation.Latency.Freeze(duration);

    /// <summary>Stops listening and resets open connections.</summary>
    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        await _application.StopAsync(atOnce.Token);
        await _application.DisposeAsync();
        _simulation.Dispose();
    }

    private static void Compress(IServiceCollection services)
    {
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = ["application/json", "application/problem+json"];
            compression.Providers.Add<GzipCompressionProvider>();
        });
    }

    private static void Secure(ListenOptions listen, bool isHttps)
    {
        if (isHttps)
        {
            listen.UseHttps(Certificates.CreateSelfSigned());
        }
        else
        {
            listen.Protocols = HttpProtocols.Http1;
        }
    }
}
