namespace EdFi.BatchPerf.Settings;

/// <summary>Environment variables that hold this tool's secrets. No program that it starts inherits them.</summary>
public static class SecretVariables
{
    private static readonly object Gate = new();
    private static readonly Dictionary<string, string?> Hidden = new(StringComparer.Ordinal);
    private static int _hiders;

    /// <summary>Connection string of the server's database: <c>PERF_POSTGRESQL</c>.</summary>
    public const string PostgreSql = "PERF_POSTGRESQL";

    /// <summary>Name of the variable with the endpoint that metrics are exported to, a URL that may hold a secret.</summary>
    public const string OtlpEndpoint = "PERF_OTLP_ENDPOINT";

    /// <summary>The simulator's key, for the program that Start-BatchSimulator starts.</summary>
    public const string SimulatorKey = "EDFI_DMS_SIMULATOR_KEY";

    /// <summary>The simulator's secret, for the program that Start-BatchSimulator starts.</summary>
    public const string SimulatorSecret = "EDFI_DMS_SIMULATOR_SECRET";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        KnownSettings.Key.Variable!,
        KnownSettings.Secret.Variable!,
        KnownSettings.Header.Variable!,
        PostgreSql,
        OtlpEndpoint,
        SimulatorKey,
        SimulatorSecret,
    ];

    /// <summary>
    /// Takes the secrets out of the environment that a program to be started inherits; variables that differ in letter case only, too.
    /// </summary>
    /// <param name="environment">The program's environment.</param>
    public static void RemoveFrom(IDictionary<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        foreach (var name in environment.Keys.Where(static n => Names.Contains(n, StringComparer.OrdinalIgnoreCase)).ToList())
        {
            environment.Remove(name);
        }
    }

    /// <summary>A variable of this process, even while <see cref="Hide"/> keeps it away from others.</summary>
    /// <returns>Null where it is not set.</returns>
    public static string? Find(string name)
    {
        lock (Gate)
        {
            return Environment.GetEnvironmentVariable(name) ?? Hidden.GetValueOrDefault(name);
        }
    }

    /// <summary>
    /// Takes the secrets out of this process's environment until the result is disposed, for code that starts programs by itself; the last
    /// of several to be disposed restores those that were not set anew meanwhile.
    /// </summary>
    public static IDisposable Hide()
    {
        lock (Gate)
        {
            _hiders++;
            foreach (var name in Names)
            {
                if (Environment.GetEnvironmentVariable(name) is { } value)
                {
                    Hidden[name] = value;
                    Environment.SetEnvironmentVariable(name, null);
                }
            }
        }

        return new Hider();
    }

    private static void Restore()
    {
        lock (Gate)
        {
            if (--_hiders > 0)
            {
                return;
            }

            foreach (var (name, value) in Hidden)
            {
                if (Environment.GetEnvironmentVariable(name) is null)
                {
                    Environment.SetEnvironmentVariable(name, value);
                }
            }

            Hidden.Clear();
        }
    }

    private sealed class Hider : IDisposable
    {
        private int _disposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0)
            {
                Restore();
            }
        }
    }
}
