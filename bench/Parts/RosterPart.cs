using EdFi.BatchPerf.Bench.Generators;
using EdFi.BatchPerf.Bench.Measuring;
using EdFi.BatchPerf.Files.Results;

namespace EdFi.BatchPerf.Bench.Parts;

/// <summary>A state's school year, made of a real server's metadata and run with four clients.</summary>
internal sealed class RosterPart : IPart
{
    private const int Clients = 4;

    private static readonly string Metadata = Path.Combine(Repository.Root, "..", "shared", "contract", "metadata");

    public string Name => "roster";

    public string Title => "StateRoster: 27 resources in the proportions of a school year";

    public async Task RunAsync(Report report, Effort effort)
    {
        if (!Directory.Exists(Metadata))
        {
            report.NotAvailable("StateRoster", "the metadata of real servers is not here (../shared/contract/metadata)");
            return;
        }

        var folder = Directory.CreateDirectory(Path.Combine(Repository.Scratch, "roster")).FullName;
        await using var simulator = await Simulators.StartAsync(
            "--openapi",
            Path.Combine(Metadata, "dms-5.1-resources.json.gz"),
            "--openapi-descriptors",
            Path.Combine(Metadata, "dms-5.1-descriptors.json.gz"));
        await Child.RunAsync(
            Cli(simulator, "--newScenario", "StateRoster", "--scenarioPath", folder, "--verify", "--createMissing", "--force"));
        var seconds = effort.Quick ? 5 : 60;
        var path = Path.Combine(folder, "results.csv");
        await Child.RunAsync(Cli(
            simulator,
            "--testType",
            "BATCH_VOLUME",
            "--scenarioPath",
            folder,
            "--clientCount",
            $"{Clients}",
            "--spawnRate",
            "1000",
            "--duration",
            $"{seconds}s",
            "--resultPath",
            path,
            "--output",
            folder,
            "--force"));
        IReadOnlyList<BatchResult> results = [.. new ResultCsvReader(path).Read()];
        var times = Sorted.Of(results.Where(static r => r.Success).Select(static r => r.ServiceTimeMs));
        report.Say($"{results.Count:N0} batches of {results.Select(static r => r.Resource).Distinct().Count()} resources, "
            + $"{results.Sum(static r => (long)r.OperationsCommitted):N0} operations committed, in {seconds} s with {Clients} clients; "
            + $"service time p50 {times.At(50):0.0} ms, p99 {times.At(99):0.0} ms.");
        var failed = results.Count(static r => !r.Success);
        report.Judge(
            $"failed batches of a StateRoster of {seconds} s, and batches in all",
            "0 of 1 or more",
            $"{failed:N0} of {results.Count:N0}",
            failed == 0 && results.Count > 0);
    }

    private static Command Cli(Simulators simulator, params string[] options) =>
        Repository.Cli(["--baseUrl", simulator.Url, .. options])
            .With("PERF_API_KEY", Simulators.Key)
            .With("PERF_API_SECRET", Simulators.Secret);
}
