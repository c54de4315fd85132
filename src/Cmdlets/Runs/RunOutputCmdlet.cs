using System.Management.Automation;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Page.Dashboard;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>What a run leaves behind and shows while it lasts: files and the dashboard.</summary>
public abstract class RunOutputCmdlet : MeteredCmdlet
{
    /// <summary>How long the end of a pipeline waits for what is still at work.</summary>
    private protected static readonly TimeSpan DisposePatience = TimeSpan.FromSeconds(5);
    private RunDashboard? _dashboard;

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

    /// <summary>Where results go; null for nowhere.</summary>
    protected string? ResultFile => ResultPath is null ? null : FilePath(ResultPath);

    /// <summary>Where the journal goes; null for nowhere.</summary>
    protected virtual string? JournalFile =>
        JournalPath is not null ? FilePath(JournalPath)
        : ResultFile is { } results ? RunJournal.PathBeside(results)
        : null;

    /// <summary>Where Locust's files go; null for nowhere.</summary>
    protected string? LocustFolder => LocustCsvPath is null ? null : FilePath(LocustCsvPath);

    /// <summary>The dashboard, where there is one, as what a run tells of itself to.</summary>
    private protected IRunObserver[] DashboardObservers => _dashboard is null ? [] : [_dashboard];

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        CloseDashboard();
        base.Dispose(disposing);
    }

    /// <summary>Each run has a page of its own; the first is opened before the server is touched.</summary>
    protected void OpenDashboard() => _dashboard ??= Dashboard || DashboardPort > 0 ? Check(() => RunDashboard.Open(DashboardPort)) : null;

    /// <summary>Shows a run on it, and says where.</summary>
    protected void ShowDashboard(LoadRun load)
    {
        if (_dashboard is { } dashboard)
        {
            dashboard.Attach(load);
            WriteInformation(new HostInformationMessage { Message = $"Dashboard: {dashboard.Url}" }, ["PSHOST", "BatchPerfDashboard"]);
        }
    }

    /// <summary>Ends it without waiting, so that files do not wait for viewers.</summary>
    protected void BeginCloseDashboard() => _ = _dashboard?.CloseAsync();

    /// <summary>Waits without the pipeline, which may be closed by now.</summary>
    protected void CloseDashboard()
    {
        if (_dashboard is { } dashboard)
        {
            _dashboard = null;
            Task.WaitAny([dashboard.CloseAsync()], DisposePatience);
        }
    }
}
