using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Cli.Options;
using EdFi.BatchPerf.Cli.Output;
using EdFi.BatchPerf.Jobs.Loads;
using EdFi.BatchPerf.Jobs.Merging;
using EdFi.BatchPerf.Questions.Thresholds;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cli.Running;

/// <summary><c>--merge</c>: one run of the runs of several machines, with its files, thresholds and exit code.</summary>
internal sealed class MergeCommand(ConsoleHost host, Log log, SettingsReader settings)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);

    /// <exception cref="BatchPerfException">Runs cannot be read or merged, or a file cannot be written.</exception>
    public async Task<ExitCode> RunAsync(string directory)
    {
        var output = host.FullPath(settings.Text(KnownSettings.Output) ?? "out");
        var end = await new MergeJob(new ConsoleLoadHost(host, log, debug: false)).RunAsync(new MergeRequest
        {
            Folder = host.FullPath(directory),
            Wait = settings.Duration(OwnSettings.MergeWait, LongestWait) ?? TimeSpan.Zero,
            Files = new LoadFiles
            {
                Folder = output,
                Run = Path.Combine(output, "merged.run.json"),
                ReplaceRun = true,
                Report = Path.Combine(output, "merged_report.html"),
                Markdown = settings.Text(OwnSettings.Markdown) is { } markdown ? host.FullPath(markdown) : null,
            },
            Thresholds = [.. settings.Lines(OwnSettings.Threshold).Select(ThresholdParser.Parse)],
            Baseline = settings.Text(OwnSettings.Baseline) is { } baseline ? host.FullPath(baseline) : null,
        });
        var code = ExitCodes.Of(end);
        return code is ExitCode.Success or ExitCode.Failures && end.Run.Verdict.Verdict == RunVerdict.Incomplete
            ? ExitCode.Incomplete
            : code;
    }
}
