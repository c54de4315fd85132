using EdFi.BatchPerf.Files.Merging;
using EdFi.BatchPerf.Files.Output;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Jobs.Loads;
using EdFi.BatchPerf.Questions.Comparison;

namespace EdFi.BatchPerf.Jobs.Merging;

/// <summary>Makes one run of the runs of several machines, and stores, tests and shows it as a load's.</summary>
/// <param name="host">Where the job runs.</param>
internal sealed class MergeJob(IRunHost host)
{
    /// <summary>Finds, merges and shows.</summary>
    /// <param name="request">The runs, and the files, limits and baseline of the merged one.</param>
    /// <exception cref="BatchPerfException">Runs cannot be read or merged, or a file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The job was stopped before the runs were merged.</exception>
    public async Task<LoadEnd> RunAsync(MergeRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var baseline = request.Baseline is { } path ? ComparedRun.Read(path, host.Warn, host.Stop).Keep() : null;
        using var claims = new OutputClaims();
        RunFiles.ClaimMade(request.Files, claims);
        var run = RunMerger.Merge(await CollectAsync(request), host.Stop);
        await using var files = RunFiles.OfMade(await ConfirmedAsync(request.Files));
        return await new RunOutputs(host, files).CompleteAsync(run, problem: null, request.Thresholds, baseline);
    }

    private async Task<LoadFiles> ConfirmedAsync(LoadFiles files) =>
        files.Run is { } path && !await host.ConfirmAsync(path, "Write the merged run") ? files with { Run = null } : files;

    private async Task<IReadOnlyList<MachinePart>> CollectAsync(MergeRequest request)
    {
        var runs = new MachineRuns(host.Warn, host.Stop);
        foreach (var run in request.Runs)
        {
            runs.Add(run);
        }

        foreach (var path in request.Paths)
        {
            runs.AddFile(path);
        }

        if (request.Folder is { } folder)
        {
            await AddFolderAsync(runs, folder, request);
        }

        return runs.Parts();
    }

    private async Task AddFolderAsync(MachineRuns runs, string path, MergeRequest request)
    {
        var folder = new RunFolder(path);
        await new ShareWait(host, folder, request.Time).RunAsync(request.Wait);
        host.Progress(new JobProgress("Merge") { Done = true });
        if (folder.Runs.Count == 0)
        {
            throw new BatchPerfException(
                "NothingToMerge",
                ProblemKind.InvalidInput,
                $"Neither '{path}' nor the folders in it hold a .run.json file of a machine.",
                "Give the folder that the machines' files were copied to, or wait for them"
                    + new OptionKey("MergeWait").IfOffered(static option => $" ({option})") + ".");
        }

        foreach (var (file, document) in folder.Runs)
        {
            host.Note($"Run {document.RunId}{(document.Plan.Segment is { } share ? $", share {share}" : "")}: {file}");
            runs.AddFile(file, document);
        }
    }
}
