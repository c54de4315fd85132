using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Cli.Output;

namespace EdFi.BatchPerf.Cli.Running;

/// <summary>The program's connection: opened when a job asks for it, closed when the program ends.</summary>
internal sealed class ServerAccess(ConnectOptions options, Log log) : IDisposable
{
    private ApiConnection? _connection;

    public async Task<ApiConnection> OpenAsync(CancellationToken cancellationToken) =>
        _connection ??= await ApiConnection.OpenAsync(options, log.TellAsync, cancellationToken);

    public void Dispose() => _connection?.Dispose();
}
