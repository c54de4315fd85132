using EdFi.BatchPerf.Bench.Measuring;

namespace EdFi.BatchPerf.Bench.Generators;

/// <summary>
/// A simulator in a process of its own: what a run's discovery, token and fixtures come from, and the server whose holds are known.
/// </summary>
internal sealed class Simulators : IAsyncDisposable
{
    public const string Key = "bench-key";
    public const string Secret = "bench-secret";
    private const string Ready = "edfi-dms-simulator listening on ";
    private readonly Child _child;

    private Simulators(Child child, string url)
    {
        _child = child;
        Url = url;
    }

    public string Url { get; }

    public int Id => _child.Id;

    public static async Task<Simulators> StartAsync(params string[] options)
    {
        var child = Child.Start(
            Repository.Simulator(["--exit-with-stdin", "--urls", "http://127.0.0.1:0", "--key", Key, "--secret", Secret, .. options]),
            capture: true);
        var line = await child.ReadLineAsync();
        BenchException.ThrowIf(!line.StartsWith(Ready, StringComparison.Ordinal), $"The simulator did not start: {line}");
        return new Simulators(child, line[Ready.Length..]);
    }

    public ValueTask DisposeAsync() => _child.DisposeAsync();
}
