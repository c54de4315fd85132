using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Cli.Options;
using EdFi.BatchPerf.Cli.Output;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Questions.Leftovers;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cli.Running;

/// <summary><c>--leftover</c>: what a run left on the server, told by its journal; deleted with <c>--remove</c>.</summary>
internal sealed class LeftoverJob(ConsoleHost host, Log log, SettingsReader settings)
{
    private const int Parallel = 16;
    private static readonly string[] Header = ["Resource and natural key", "Client", "Sequence", "Reason", "State", "Id"];

    /// <exception cref="BatchPerfException">The journal cannot be read, or the server cannot be asked.</exception>
    public async Task<ExitCode> RunAsync(string path)
    {
        var remove = settings.Flag(OwnSettings.Remove) == true;
        using var claim = remove ? RunJournal.ClaimForRemoval(host.FullPath(path)) : null;
        var journal = JournalContent.Read(host.FullPath(path));
        foreach (var warning in journal.Warnings)
        {
            log.Warning(warning);
        }

        using var connection = await ApiConnection.OpenAsync(RunSettings.ReadConnection(settings), host.Stop);
        if (journal.Header.OtherServer(connection.BaseUrl) is { } other)
        {
            log.Warning(other);
        }

        await journal.VerifyAsync(connection, host.Stop);
        var search = new LeftoverSearch(connection.GetResources(), journal, Parallel);
        var left = await search.FindAsync(progress: null, host.Stop);
        if (left.Count > 0 && remove)
        {
            left = await search.RemoveAsync(left, host.Stop);
        }

        if (left.Count > 0)
        {
            TextTable.Write(host.Out, Header, [.. left.Select(Row)]);
        }

        var staying = left.Count(static l => l.State is not (LeftoverState.Removed or LeftoverState.Gone));
        log.Info($"Run {journal.Header.RunId} left {left.Count} documents; {left.Count - staying} of them are gone now.");
        return staying == 0 ? ExitCode.Success : ExitCode.Leftover;
    }

    private static string[] Row(BatchLeftover left) =>
    [
        $"{left.Resource} {left.NaturalKey}",
        left.Client.ToString(System.Globalization.CultureInfo.InvariantCulture),
        left.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture),
        left.Reason.ToString(),
        left.Detail is null ? left.State.ToString() : $"{left.State}: {left.Detail}",
        left.Id,
    ];
}
