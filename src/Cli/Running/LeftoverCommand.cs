using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Cli.Options;
using EdFi.BatchPerf.Cli.Output;
using EdFi.BatchPerf.Jobs.Leftovers;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cli.Running;

/// <summary><c>--leftover</c>: what a run left on the server, told by its journal; deleted with <c>--remove</c>.</summary>
internal sealed class LeftoverCommand(ConsoleHost host, Log log, SettingsReader settings)
{
    private static readonly TextColumn[] Header =
    [
        new("Resource and natural key"), new("Client", 6), new("Sequence", 5), new("Reason", 3), new("State"), new("Id", 7),
    ];

    /// <exception cref="BatchPerfException">The journal cannot be read, or the server cannot be asked.</exception>
    public async Task<ExitCode> RunAsync(string path)
    {
        using var server = new ServerAccess(RunSettings.ReadConnection(settings), log);
        var job = new LeftoverJob(new ConsoleJobHost(host, log));
        var found = await job.RunAsync(host.FullPath(path), server.OpenAsync, settings.Flag(OwnSettings.Remove) == true);
        if (found.Documents.Count > 0)
        {
            TextTable.Write(host.Out, host.OutWidth(), Header, [.. found.Documents.Select(Row)]);
        }

        log.Info(found.Describe());
        return found.Staying == 0 ? ExitCode.Success : ExitCode.Leftover;
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
