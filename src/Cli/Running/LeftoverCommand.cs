using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Cli.Options;
using EdFi.BatchPerf.Cli.Output;
using EdFi.BatchPerf.Jobs.Leftovers;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cli.Running;

/// <summary><c>--leftover</c>: what a run left on the server, told by its journal; deleted with <c>--remove</c>.</summary>
internal sealed class LeftoverCommand(ConsoleHost host, Log log, SettingsReader settings)
{
    /// <exception cref="BatchPerfException">The journal cannot be read, or the server cannot be asked.</exception>
    public async Task<ExitCode> RunAsync(string path)
    {
        using var server = new ServerAccess(RunSettings.ReadConnection(settings), log);
        var job = new LeftoverJob(new ConsoleJobHost(host, log));
        var found = await job.RunAsync(host.FullPath(path), server.OpenAsync, settings.Flag(OwnSettings.Remove) == true);
        foreach (var left in found.Documents)
        {
            host.Out.WriteLine(Line(left));
        }

        log.Info(found.Describe());
        return found.Staying == 0 ? ExitCode.Success : ExitCode.Leftover;
    }

    /// <summary>The natural key stays whole in every window: nothing else tells two documents apart.</summary>
    private static string Line(BatchLeftover left) => FormattableString.Invariant(
        $"{left.State} {left.Resource} {left.NaturalKey} (client {left.Client}, sequence {left.Sequence}, {left.Reason}{Id(left)})")
        + (left.Detail is { } detail ? $": {detail}" : "");

    private static string Id(BatchLeftover left) => left.Id.Length > 0 ? $", id {left.Id}" : "";
}
