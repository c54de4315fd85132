using EdFi.BatchPerf.Files.Results;

namespace EdFi.BatchPerf.Unit.Merging;

/// <summary>Writes what machines leave behind.</summary>
internal static class MadeFiles
{
    public static Task<string> ResultsAsync(string folder, MadeMachine machine) => ResultsAsync(folder, [machine]);

    /// <summary>The parts of a run, one behind the other in one file.</summary>
    public static async Task<string> ResultsAsync(string folder, IReadOnlyList<MadeMachine> parts)
    {
        var path = Path.Combine(folder, $"{parts[0].Name}.csv");
        await using var sink = ResultCsvSink.Open(path);
        foreach (var result in parts.SelectMany(static p => p.Results()))
        {
            sink.Write(result);
        }

        return path;
    }
}
