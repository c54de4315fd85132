using System.Collections.Concurrent;
using System.Net;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Simulator.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;

namespace EdFi.BatchPerf.Unit.Faults;

/// <summary>A DMS with TLS that offers HTTP/1.1 and HTTP/2, whose answers to batches a test gives, or breaks off, itself.</summary>
internal sealed class SecureServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private int _batches;

    private SecureServer(WebApplication application, HttpProtocols protocols)
    {
        _application = application;
        Protocols = protocols;
    }

    /// <summary>What is answered to a batch of that number, from 1.</summary>
    public required Func<HttpContext, int, Task> OnBatch { get; init; }

    public HttpProtocols Protocols { get; }

    /// <summary>The discovery document; null for a server without one.</summary>
    public string? Discovery { get; set; }

    public Uri BaseUrl => new(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>False where <see cref="OnBatch"/> reads the bodies of batches, or does not.</summary>
    public bool ReadsBodies { get; private init; } = true;

    /// <summary>The protocols and connections by which batches came.</summary>
    public ConcurrentDictionary<(string Protocol, string Connection), bool> Seen { get; } = new();

    public int Batches => Volatile.Read(ref _batches);

    public static Task<SecureServer> StartAsync(HttpProtocols protocols, Func<HttpContext, int, Task> onBatch, bool readsBodies = true) =>
        StartAsync(protocols, static https => https.ServerCertificate = Certificates.CreateSelfSigned(), onBatch, readsBodies);

    /// <summary>Starts one with TLS of a test's own.</summary>
    public static async Task<SecureServer> StartAsync(
        HttpProtocols protocols,
        Action<HttpsConnectionAdapterOptions> tls,
        Func<HttpContext, int, Task> onBatch,
        bool readsBodies = true)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = protocols;
            listen.UseHttps(tls);
        }));
        var application = builder.Build();
        var server = new SecureServer(application, protocols) { OnBatch = onBatch, ReadsBodies = readsBodies };
        application.Run(server.AnswerAsync);
        await application.StartAsync();
        return server;
    }

    public static Task SucceedAsync(HttpContext context) => context.Response.WriteAsync(
        $"[{string.Join(',', new[] { "create", "update", "delete" }.Select(static (op, i) => $$"""{"index":{{i}},"status":"success","op":"{{op}}","resource":"students","documentId":"{{Guid.Empty}}"}"""))}]");

    public ApiConnection Connect(bool http2)
    {
        var baseUrl = BaseUrl;
        var options = new ConnectOptions { BaseUrl = baseUrl, Key = "k", Secret = "s", SkipCertificateCheck = true, Http2 = http2 };
        var invoker = new HttpMessageInvoker(Transport.CreateHandler(options, maxConnections: 2));
        var request = new ApiRequest(invoker, options);
        var endpoints = new Endpoints(new Uri(baseUrl, "batch"), new Uri(baseUrl, "token"), new Uri(baseUrl, "data/ed-fi"));
        return new ApiConnection(options, discovery: null, endpoints, invoker, request, new TokenSource(request, options, endpoints.Token, TimeProvider.System), TimeProvider.System);
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        if (context.Request.Path.Value!.EndsWith("/token", StringComparison.Ordinal))
        {
            await context.Response.WriteAsync("""{"access_token":"t","expires_in":1800}""");
            return;
        }

        if (context.Request.Path.Value == "/" && Discovery is not null)
        {
            await context.Response.WriteAsync(Discovery);
            return;
        }

        var number = Interlocked.Increment(ref _batches);
        Seen[(context.Request.Protocol, context.Connection.Id)] = true;
        await (ReadsBodies ? context.Request.Body.CopyToAsync(Stream.Null) : Task.CompletedTask);
        await OnBatch(context, number);
    }
}
