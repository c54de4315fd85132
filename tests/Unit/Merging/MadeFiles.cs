using EdFi.BatchPerf.Files.Results;

namespace EdFi.BatchPerf.Unit.Merging;

/// <summary>Writes what machines leave behind.</summary>
internal static class MadeFiles
{
    public static async Task<string> ResultsAsync(string folder, MadeMachine machine)
    {
        var path = Path.Combine(folder, $"{machine.Name}.csv");
        await using var sink = ResultCsvSink.Open(path);
        foreach (var result in machine.Results())
        {
            sink.Write(result);
        }

        return path;
    }
}
