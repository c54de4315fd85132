using EdFi.BatchPerf.Bench.Measuring;

namespace EdFi.BatchPerf.Bench.Generators;

/// <summary>The generators that are compared: ours, which have to be there, and references where they are installed.</summary>
internal static class GeneratorSet
{
    public const string InlineLoop = "bare loop, inline completions";
    public const string Sockets = "bare sockets, inline completions";
    public const string Console = "edfi-batchperf";
    public const string ByHandler = "edfi-batchperf --gzip";
    public const string Module = "Invoke-BatchVolumeTest";
    public const string Scenario = "ReferenceStudent";
    public const int Connections = 10;
    private const int Seconds = 600;

    public static string ScenarioPath { get; } = Path.Combine(Repository.Root, "bench", "scenarios", "reference-students.json");

    /// <exception cref="BenchException">One of ours cannot be run here.</exception>
    public static async Task<IReadOnlyList<Generator>> AllAsync(FixedBody body, string simulatorUrl, bool quick)
    {
        var compiled = quick ? 30_000 : 150_000;
        var all = References.Installed(body).ToList();
        all.Add(new Generator("bare SocketsHttpHandler loop", "sends one fixed body; reads every outcome", compiled, url =>
            Repository.Self("bare", url, $"{Seconds}", body.Path)));
        all.Add(new Generator(InlineLoop, "the same with DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS=1", compiled,
            url =>
            Repository.Self("bare", url, $"{Seconds}", body.Path).With("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1")));
        all.Add(new Generator(Sockets, "writes prepared bytes; reads every outcome: no HTTP client", compiled, url =>
            Repository.Self("sockets", url, $"{Seconds}", body.Path).With("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1")));
        string[] run = ["--clientCount", $"{Connections}", "--spawnRate", "1000", "--duration", $"{Seconds}s"];
        all.Add(new Generator(Console, "builds every document anew, checks every outcome, writes every result to a file", compiled,
            url => OurCli(simulatorUrl, url, run)) { Ours = true });
        all.Add(new Generator(ByHandler, "the same through SocketsHttpHandler instead of its own transport", compiled,
            url => OurCli(simulatorUrl, url, [.. run, "--gzip"])) { Ours = true });
        var module = await OurModuleAsync("volume.ps1", "-BaseUrl", simulatorUrl, "-Duration", $"{Seconds}s");
        all.Add(new Generator(Module, "builds every document anew, checks every outcome (-SummaryOnly, in pwsh)", compiled, url =>
            module with { Arguments = [.. module.Arguments, "-BatchUrl", url] }) { Ours = true });
        return all;
    }

    /// <summary>The console program against a simulator, its batches going elsewhere where a URL for them is given.</summary>
    public static Command OurCli(string baseUrl, string? batchUrl, params string[] options) => Authorized(Repository.Cli(
        ["--baseUrl", baseUrl, .. batchUrl is null ? Array.Empty<string>() : ["--batchEndpoint", batchUrl],
            "--testType", "BATCH_VOLUME", "--testList", Scenario, "--scenarioPath", ScenarioPath, "--output",
            Path.Combine(Repository.Scratch, "cli"), .. options]));

    /// <summary>A script of bench/scripts in a PowerShell of its own.</summary>
    /// <exception cref="BenchException">There is no PowerShell.</exception>
    public static async Task<Command> OurModuleAsync(string script, params string[] options) =>
        Authorized(await PowerShell.ScriptAsync(script, ["-Module", Repository.Module, "-ScenarioPath", ScenarioPath, .. options]));

    private static Command Authorized(Command command) =>
        command.With("PERF_API_KEY", Simulators.Key).With("PERF_API_SECRET", Simulators.Secret);
}
