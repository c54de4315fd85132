using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Cli.Output;
using EdFi.BatchPerf.Jobs.Hosting;

namespace EdFi.BatchPerf.Cli.Running;

/// <summary>The program's connection: opened when a job asks for it, closed when the program ends.</summary>
internal sealed class ServerAccess(ConnectOptions options, Log log) : IDisposable
{
    private ApiConnection? _connection;

    public async Task<ApiConnection> OpenAsync(CancellationToken cancellationToken)
        => _connection ??= await ConnectAsync(cancellationToken);

    private async Task<ApiConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        log.Info(ConnectionWords.Opening(options));
        foreach (var warning in options.Warnings)
        {
            log.Warning(warning);
        }

        var connection = await ApiConnection.OpenAsync(options, log.TellAsync, cancellationToken);
        log.Info(ConnectionWords.Opened(connection));
        return connection;
    }

    public void Dispose() => _connection?.Dispose();
}
