using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Cli.Output;

namespace EdFi.BatchPerf.Cli.Running;

/// <summary>The program's connection: opened when a job asks for it, closed when the program ends.</summary>
internal sealed class ServerAccess(ConnectOptions options, Log log) : IDisposable
{
    private ApiConnection? _connection;

    public async Task<ApiConnection> OpenAsync(CancellationToken cancellationToken)
    {
        if (_connection is null)
        {
            log.Info($"Connecting to {options.BaseUrl} as {options.Key} ...");
            _connection = await ApiConnection.OpenAsync(options, log.TellAsync, cancellationToken);
            log.Info($"{_connection.ApplicationName ?? "A server without discovery"} {_connection.Version}, data standard {_connection.DataStandard ?? "not known"}, batches go to {_connection.BatchUrl}");
        }

        return _connection;
    }

    public void Dispose() => _connection?.Dispose();
}
