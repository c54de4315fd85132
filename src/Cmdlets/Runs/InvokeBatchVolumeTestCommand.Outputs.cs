using System.Management.Automation;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Jobs.Loads;
using EdFi.BatchPerf.ServerMetrics.PostgreSql;
using EdFi.BatchPerf.Servers;

namespace EdFi.BatchPerf.Cmdlets;

/// <content>What a run leaves behind and shows while it lasts: files, the dashboard, and what it cost its server.</content>
public sealed partial class InvokeBatchVolumeTestCommand
{
    /// <summary>Streams every result to this CSV file, and the run itself to a .run.json file beside it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ResultPath { get; set; }

    /// <summary>Keeps the run's journal in this file; beside -ResultPath when not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>Writes the four CSV files of a Locust run into this folder.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? LocustCsvPath { get; set; }

    /// <summary>Replaces an existing results file and journal, and lets SharedParents update parents that this tool did not create without asking.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Shows the run live on a page for browsers of this machine, where its load can be changed and the run stopped.</summary>
    [Parameter]
    public SwitchParameter Dashboard { get; set; }

    /// <summary>Port of the dashboard; a free one when not given. Brings the dashboard by itself.</summary>
    [Parameter]
    [ValidateRange(1, 65_535)]
    public int DashboardPort { get; set; }

    /// <summary>Connection string of the server's PostgreSQL database; what it spends is read from the statistics views.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PostgreSql { get; set; }

    /// <summary>Ids or names of the server's processes on this machine, whose CPU time and memory are read.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] ServerProcess { get; set; } = [];

    /// <summary>Called once a second; the numbers that it returns join the server's series.</summary>
    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? MetricsCommand { get; set; }

    /// <summary>Where the files of each run go; PowerShell's paths are resolved at once, on the pipeline's thread.</summary>
    private Func<RunNumber, LoadFiles> Files()
    {
        var results = ResultPath is null ? null : FilePath(ResultPath);
        var locust = LocustCsvPath is null ? null : FilePath(LocustCsvPath);
        var journal = JournalPath is not null ? FilePath(JournalPath) : null;
        return number => new LoadFiles
        {
            Results = number.File(results),
            ReplaceResults = Force,
            Journal = number.File(journal ?? (results is null ? null : RunJournal.PathBeside(results))),
            ReplaceJournal = Force,
            Locust = number.Folder(locust),
        };
    }

    /// <summary>What is asked what the runs cost their server.</summary>
    private LoadProbes Probes() => new()
    {
        Processes = ServerProcess,
        PostgreSql = PostgreSql is { } text ? PostgreSqlTarget.Parse(text) : null,
        Command = MetricsCommand is { } command ? () => OnPipelineAsync<IServerProbe>(() => MetricsCommandProbe.Open(command, SessionState)) : null,
    };
}
