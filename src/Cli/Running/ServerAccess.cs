using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Cli.Output;

namespace EdFi.BatchPerf.Cli.Running;

/// <summary>The program's connection: opened when a job asks for it, closed when the program ends.</summary>
internal sealed class ServerAccess(ConnectOptions options, Log log) : IDisposable
{
    private ApiConnection? _connection;

    public async Task<ApiConnection> OpenAsync(CancellationToken cancellationToken) =>
        _connection ??= await ConnectAsync(options, log, cancellationToken);

    /// <summary>Opens a connection that is the caller's to close, and says to what.</summary>
    public static async Task<ApiConnection> ConnectAsync(ConnectOptions options, Log log, CancellationToken cancellationToken)
    {
        log.Info($"Connecting to {options.BaseUrl} as {options.Key} ...");
        foreach (var warning in options.Warnings)
        {
            log.Warning(warning);
        }

        var connection = await ApiConnection.OpenAsync(options, log.TellAsync, cancellationToken);
        log.Info($"{connection.ApplicationName ?? "A server without discovery"} {connection.Version}, "
            + $"data standard {connection.DataStandard ?? "not known"}, batches go to {connection.BatchUrl}");
        return connection;
    }

    public void Dispose() => _connection?.Dispose();
}
