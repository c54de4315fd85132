using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Cli.Output;
using EdFi.BatchPerf.Files.Output;
using EdFi.BatchPerf.Questions.Capacity;
using EdFi.BatchPerf.Questions.Sizes;

namespace EdFi.BatchPerf.Cli.Running;

/// <summary>The job of <c>--findCapacity</c>: runs at one load after the other, the highest that held, one file.</summary>
internal sealed class CapacityJob(ConsoleHost host, Log log, RunSettings settings)
{
    private const string FileName = "batch_capacity.json";

    /// <exception cref="BatchPerfException">Anything that keeps the search from being made, or its file from being written.</exception>
    public async Task<ExitCode> RunAsync()
    {
        var given = StudySettings.Read(settings);
        var runner = new StudyRunner(host, log, settings, given);
        var setting = given.Capacity(runner.Draft(settings.Harness.BatchTripleCount));
        setting.PlanOf(setting.Rules.Start).Validate();
        var directory = host.FullPath(settings.Harness.OutputDirectory);
        using var claim = OutputDirectory.Claim(directory, FileName);
        using var connection = await runner.ConnectAsync();
        setting = setting with { Plan = given.Capacity(runner.Plan(settings.Harness.BatchTripleCount)).Plan };
        var study = new CapacityStudy(connection, setting);
        log.Info($"Searching {setting.Search} that keep {string.Join("; ", setting.Thresholds)}, seed {settings.Seed}. Ctrl+C ends the search and keeps what was found.");
        while (!host.Stop.IsCancellationRequested && study.Next() is { } load)
        {
            var run = await runner.RunAsync(connection, setting.PlanOf(load), study.Watch());
            if (run.StopReason != StopReason.Canceled)
            {
                log.Info($"Run {study.Add(load, run)}");
                await runner.PauseAsync(given.DrainTime);
            }
        }

        var found = study.Result();
        StudySummary.Write(host.Out, found);
        var path = Path.Combine(directory, FileName);
        StudyJson.Write(path, found);
        log.Info($"File: {path}");
        return host.Stop.IsCancellationRequested ? ExitCode.Canceled
            : found.Answer is CapacityAnswer.Found or CapacityAnswer.MaximumHeld ? ExitCode.Success
            : ExitCode.Threshold;
    }
}
