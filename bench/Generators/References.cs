using EdFi.BatchPerf.Bench.Measuring;

namespace EdFi.BatchPerf.Bench.Generators;

/// <summary>
/// Load generators of others, each with one fixed body over as many connections as ours have, on one thread where it has threads.
/// </summary>
internal static class References
{
    public const string Wrk = "wrk";
    private const int Seconds = 600;

    /// <summary>Batches after which a program without a JIT is steady.</summary>
    private const int Soon = 10_000;

    /// <summary>After which Node.js and Python are.</summary>
    private const int Interpreted = 20_000;

    /// <summary>Slow enough for a window of some seconds to be reached within minutes.</summary>
    private const int Slow = 1_000;

    private const string Json = "Content-Type: application/json";

    /// <summary>What they are called, by which they are found on the path.</summary>
    public static IReadOnlyList<string> Names { get; } = [Wrk, "h2load", "hey", "autocannon", "locust"];

    /// <summary>Those that are installed here.</summary>
    public static IEnumerable<Generator> Installed(FixedBody body) => All(body).Where(static g => Child.Exists(g.Name));

    /// <summary>wrk on one thread.</summary>
    /// <param name="body">What it sends.</param>
    /// <param name="connections">As many as there are clients.</param>
    public static Generator WrkOf(FixedBody body, int connections) => new(Wrk, "sends one fixed body; looks at nothing", 10 * Soon, url =>
        new Command(Wrk, "-t1", $"-c{connections}", $"-d{Seconds}s", "-s", body.WrkScript, url));

    private static IReadOnlyList<Generator> All(FixedBody body) =>
    [
        WrkOf(body, Connections),
        new("h2load", "sends one fixed body; looks at the status", Soon, url =>
            new Command("h2load", "--h1", "-t1", $"-c{Connections}", $"-D{Seconds}", "-d", body.Path, "-H", Json, url)),
        new("hey", "sends one fixed body; reads the answer, looks at the status", Soon, url =>
            new Command("hey", "-z", $"{Seconds}s", "-c", $"{Connections}", "-m", "POST", "-T", "application/json", "-D", body.Path, url)),
        new("autocannon", "sends one fixed body; reads the answer, looks at the status", Interpreted, url =>
            new Command("autocannon", "-c", $"{Connections}", "-d", $"{Seconds}", "-m", "POST", "-H", Json, "-i", body.Path, url)),
        new("locust", "sends one fixed body; reads the answer, looks at the status", Slow, url =>
            new Command(
                "locust",
                "--headless",
                "--only-summary",
                "-u",
                $"{Connections}",
                "-r",
                "1000",
                "-t",
                $"{Seconds}s",
                "-f",
                Path.Combine(Repository.Root, "bench", "scripts", "locustfile.py"),
                "-H",
                new Uri(url).GetLeftPart(UriPartial.Authority)).With("BATCH_BODY", body.Path)),
    ];

    private static int Connections => GeneratorSet.Connections;
}
