using EdFi.BatchPerf.Bench.Measuring;
using EdFi.BatchPerf.Files.Results;

namespace EdFi.BatchPerf.Bench.Generators;

/// <summary>A run of the console program of which the results file is wanted.</summary>
internal static class OurRun
{
    public static async Task<IReadOnlyList<BatchResult>> ResultsAsync(string baseUrl, string? batchUrl, params string[] options)
    {
        var path = Path.Combine(Repository.Scratch, $"{Guid.NewGuid():N}.csv");
        try
        {
            await Child.RunAsync(GeneratorSet.OurCli(baseUrl, batchUrl, ["--spawnRate", "1000", "--resultPath", path, .. options]));
            return [.. new ResultCsvReader(path).Read()];
        }
        finally
        {
            File.Delete(path);
            File.Delete(Path.ChangeExtension(path, ".run.json"));
        }
    }
}
