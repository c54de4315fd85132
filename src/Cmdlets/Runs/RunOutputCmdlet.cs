using System.Management.Automation;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Jobs.Loads;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>What a run leaves behind and shows while it lasts: files and the dashboard.</summary>
public abstract class RunOutputCmdlet : MeteredCmdlet
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

    /// <summary>Where the files of each run go; PowerShell's paths are resolved at once, on the pipeline's thread.</summary>
    private protected Func<RunNumber, LoadFiles> Files()
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
}
