using System.Diagnostics;
using Npgsql;

namespace EdFi.BatchPerf.Unit.ServerMetrics;

/// <summary>
/// A PostgreSQL server of the tests' own, in a temporary folder and on a Unix socket there, so that no port is taken. A shell between
/// here and the server ends it when this process is gone, however that happened.
/// </summary>
public sealed class PostgreSqlCluster : IAsyncLifetime
{
    public const string Password = "not-to-be-seen";
    private const string User = "tester";

    // Counts are held against what the tests did: nobody else must work, and every commit must reach the disk by itself.
    private const string Settings = "-c listen_addresses= -c autovacuum=off -c wal_writer_delay=10s -c shared_buffers=16MB -c fsync=on -c deadlock_timeout=50ms -c checkpoint_timeout=1h -c bgwriter_lru_maxpages=0";
    private readonly string _folder = Directory.CreateTempSubdirectory("pg-").FullName;
    private Process? _server;

    /// <summary>The folder of initdb and postgres; null where none is installed, or none can be run.</summary>
    public static string? Binaries { get; } = Find();

    public string ConnectionString => For(User, Password);

    public string For(string user, string password, string database = "postgres") => $"Host={_folder};Username={user};Password={password};Database={database}";

    public async Task InitializeAsync()
    {
        if (Binaries is null)
        {
            return; // every test is skipped
        }

        var passwordFile = Path.Combine(_folder, "password");
        await File.WriteAllTextAsync(passwordFile, Password);
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync(Start("/bin/chown", "-R", "nobody", _folder));
        }

        await RunAsync(StartAsOther($"'{Binaries}/initdb' -D '{_folder}/data' -U {User} --auth=scram-sha-256 --pwfile='{passwordFile}' -E UTF8 --locale=C --no-sync"));
        _server = StartAsOther($"exec 3<&0; '{Binaries}/postgres' -D '{_folder}/data' -k '{_folder}' {Settings} 3<&- & cat <&3 >/dev/null; kill -INT $!; wait $!");
        while (await _server.StandardError.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)) is { } line && !line.Contains("ready to accept connections", StringComparison.Ordinal))
        {
            // it says how it starts
        }

        _ = _server.StandardError.ReadToEndAsync(); // what is not read would make it wait one day
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            _server.StandardInput.Close();
            await _server.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
            _server.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A connection that does nothing by itself, so that a test knows every transaction.</summary>
    public async Task<NpgsqlConnection> ConnectAsync() =>
        await new NpgsqlDataSourceBuilder(ConnectionString + ";Pooling=false").ConfigureTypeLoading(static types => types.EnableTypeLoading(false)).Build().OpenConnectionAsync();

    /// <summary>Runs a statement over a connection of its own.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string? Find()
    {
        if (OperatingSystem.IsWindows() || (Environment.IsPrivilegedProcess && !File.Exists("/usr/bin/setpriv")))
        {
            return null;
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Concat(Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(static v => v + "/bin") : []);
        return folders.FirstOrDefault(static f => File.Exists(f + "/initdb") && File.Exists(f + "/postgres"));
    }

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private static Process StartAsOther(string script) =>
        Environment.IsPrivilegedProcess ? Start("/usr/bin/setpriv", "--reuid=nobody", "--clear-groups", "/bin/sh", "-c", script) : Start("/bin/sh", "-c", script);

    private static Process Start(string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        start.Environment["LC_ALL"] = "C";
        start.Environment["PATH"] = $"{Environment.GetEnvironmentVariable("PATH")}:/usr/bin:/bin"; // the tests' own PATH may hold nothing but dotnet
        return Process.Start(start)!;
    }

    private static async Task RunAsync(Process process)
    {
        using (process)
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, $"{await output}{errors}");
        }
    }
}
