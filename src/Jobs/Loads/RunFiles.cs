using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Files.Locust;
using EdFi.BatchPerf.Files.Output;
using EdFi.BatchPerf.Files.Results;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Jobs.Loads;

/// <summary>
/// The files of a run: claimed before anything is sent, so that no other run writes any of them, and opened when it begins.
/// </summary>
internal sealed class RunFiles : IAsyncDisposable
{
    private readonly LoadFiles _paths;

    private RunFiles(LoadFiles paths) => _paths = paths;

    public ResultCsvSink? Results { get; private set; }

    public LocustReport? Locust { get; private set; }

    public RunJournal? Journal { get; private set; }

    /// <summary>The run's own file; null where there are no results that it belongs to.</summary>
    public string? RunPath => _paths.Results is { } path ? RunJson.PathBeside(path) : _paths.Run;

    public string? ReportPath => _paths.Report;

    public string? MarkdownPath => _paths.Markdown;

    /// <summary>The files that are there.</summary>
    public IReadOnlyList<string> Present =>
        [.. new[] { ReportPath, Results?.Path, RunPath, Journal?.Path }.OfType<string>().Concat(Locust?.Paths ?? []).Where(File.Exists)];

    /// <summary>
    /// Claims files before the server is touched, and checks that they can be written; leaves existing files as they are.
    /// </summary>
    /// <exception cref="BatchPerfException">A path cannot be written; another run writes it.</exception>
    public static void Claim(LoadFiles paths, RunPlan plan, string? resumed, OutputClaims claims)
    {
        if (paths.Folder is { } folder)
        {
            OutputDirectory.Check(folder);
        }

        if (paths.Results is { } results)
        {
            ResultCsvSink.Claim(results, paths.ReplaceResults, claims);
            claims.Add(RunJson.PathBeside(results));
        }

        if (paths.Report is { } report)
        {
            claims.Add(report);
        }

        if (paths.Locust is { } locust)
        {
            LocustReport.Claim(locust, Prefix(plan), claims);
        }

        if (resumed is not null)
        {
            RunJournal.ClaimForMore(resumed, claims);
        }
        else if (paths.Journal is { } journal)
        {
            RunJournal.Claim(journal, paths.ReplaceJournal, claims);
        }
    }

    /// <summary>Claims the files of a run that is made of others.</summary>
    /// <exception cref="BatchPerfException"><c>RunFileExists</c>; a path cannot be written; another run writes it.</exception>
    public static void ClaimMade(LoadFiles paths, OutputClaims claims)
    {
        if (paths.Folder is { } folder)
        {
            OutputDirectory.Check(folder);
        }

        if (paths is { Run: { } run, ReplaceRun: false } && File.Exists(run))
        {
            throw OutputFile.Exists(run, "RunFileExists");
        }

        foreach (var path in new[] { paths.Run, paths.Report }.OfType<string>())
        {
            claims.Add(path);
        }
    }

    /// <summary>The files of a run that is made of others; they have been claimed.</summary>
    public static RunFiles OfMade(LoadFiles paths) => new(paths);

    /// <summary>Opens the files; only now, so that a run that never begins leaves those of an earlier one alone.</summary>
    /// <param name="paths">Where they go.</param>
    /// <param name="start">The run.</param>
    /// <param name="id">Its id.</param>
    /// <param name="header">Describes the run for its journal.</param>
    /// <param name="resumed">The journal of the run that goes on; null for a new one.</param>
    /// <param name="claims">The claims on the files.</param>
    /// <exception cref="BatchPerfException">A path cannot be written.</exception>
    public static async Task<RunFiles> OpenAsync(
        LoadFiles paths,
        LoadStart start,
        RunId id,
        Func<JournalHeader> header,
        string? resumed,
        OutputClaims claims)
    {
        var files = new RunFiles(paths);
        try
        {
            if (paths.Results is { } results)
            {
                files.Results = ResultCsvSink.Open(results, paths.ReplaceResults, claims);
            }

            if (paths.Locust is { } locust)
            {
                var names = start.Plan.RequestNames(start.Connection);
                files.Locust = LocustReport.Open(locust, Prefix(start.Plan), names, start.Traffic, claims);
            }

            // Those of an earlier run beside this run's results would be taken for its own, were it killed.
            foreach (var path in new[] { files.RunPath, files.ReportPath }.OfType<string>())
            {
                OutputDirectory.Discard(path);
            }

            files.Journal = resumed is not null ? RunJournal.Continue(resumed, claims)
                : JournalPath(paths, start.Plan, id) is { } journal ? RunJournal.Create(journal, header(), paths.ReplaceJournal, claims)
                : null;
            return files;
        }
        catch
        {
            await files.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Journal?.Dispose();
        Locust?.Dispose();
        if (Results is not null)
        {
            await Results.DisposeAsync();
        }
    }

    private static string? JournalPath(LoadFiles paths, RunPlan plan, RunId id) =>
        paths.Journal ?? (paths.JournalFolder is { } folder ? Path.Combine(folder, $"{Prefix(plan)}_{id}.journal") : null);

    private static string Prefix(RunPlan plan) => TestTypeName.Of(plan.TestType).ToLowerInvariant();
}
