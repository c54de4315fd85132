using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace EdFi.BatchPerf.Unit.Telemetry;

/// <summary>A collector's stand-in on loopback, which takes metrics by grpc or by http/protobuf.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _application;

    private Collector(WebApplication application) => _application = application;

    /// <summary>What was exported so far.</summary>
    public ConcurrentQueue<ExportedMetrics> Exports { get; } = new();

    /// <summary>The headers of the last request.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; private set; } = new Dictionary<string, string>();

    /// <summary>The thumbprint of the last request's client certificate; null where it had none.</summary>
    public string? Client { get; private set; }

    /// <summary>What is answered: an HTTP status, or for grpc a status of its own.</summary>
    public int Answer { get; set; } = 200;

    /// <summary>What is said of an export that is taken: an ExportMetricsServiceResponse.</summary>
    public byte[] Said { get; set; } = [];

    public Uri Url => new(_application.Urls.First());

    /// <summary>Begins to listen.</summary>
    /// <param name="grpc">True for grpc, false for http/protobuf.</param>
    /// <param name="certificate">Its certificate; null for http.</param>
    /// <param name="asks">True where clients need a certificate, too.</param>
    public static async Task<Collector> StartAsync(bool grpc, X509Certificate2? certificate = null, bool asks = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(
            IPAddress.Loopback,
            0,
            listen =>
            {
                listen.Protocols = grpc ? HttpProtocols.Http2 : HttpProtocols.Http1;
                if (certificate is not null)
                {
                    listen.UseHttps(certificate, https =>
                    {
                        https.ClientCertificateMode = asks ? ClientCertificateMode.RequireCertificate : ClientCertificateMode.NoCertificate;
                        https.AllowAnyClientCertificate();
                    });
                }
            }));
        var application = builder.Build();
        var collector = new Collector(application);
        application.Run(context => grpc ? collector.TakeGrpcAsync(context) : collector.TakeHttpAsync(context));
        await application.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task TakeHttpAsync(HttpContext context)
    {
        Assert.Equal(("POST", "/base/v1/metrics", "application/x-protobuf"), (context.Request.Method, context.Request.Path.Value, context.Request.ContentType));
        await TakeAsync(context, prefix: 0, context.Request.Headers.ContentEncoding == "gzip");
        context.Response.StatusCode = Answer;
        context.Response.ContentType = "application/x-protobuf";
        await context.Response.Body.WriteAsync(Said);
    }

    /// <summary>A message behind five bytes, and a status in the trailer (https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md).</summary>
    private async Task TakeGrpcAsync(HttpContext context)
    {
        Assert.EndsWith("/opentelemetry.proto.collector.metrics.v1.MetricsService/Export", context.Request.Path.Value, StringComparison.Ordinal);
        await TakeAsync(context, prefix: 5, context.Request.Headers["grpc-encoding"] == "gzip");
        context.Response.ContentType = "application/grpc";
        context.Response.DeclareTrailer("grpc-status");
        await context.Response.Body.WriteAsync(new byte[] { 0, 0, 0, (byte)(Said.Length >> 8), (byte)Said.Length });
        await context.Response.Body.WriteAsync(Said);
        context.Response.AppendTrailer("grpc-status", Answer == 200 ? "0" : "14");
    }

    private async Task TakeAsync(HttpContext context, int prefix, bool zipped)
    {
        Headers = context.Request.Headers.ToDictionary(static h => h.Key, static h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Client = context.Connection.ClientCertificate?.Thumbprint;
        body.Position = prefix;
        using var message = new MemoryStream();
        await (zipped ? new GZipStream(body, CompressionMode.Decompress) : (Stream)body).CopyToAsync(message);
        Exports.Enqueue(new ExportedMetrics(message.ToArray()));
    }
}
