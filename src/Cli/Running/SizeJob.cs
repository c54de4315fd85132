using System.Globalization;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Cli.Output;
using EdFi.BatchPerf.Files.Output;
using EdFi.BatchPerf.Questions.Sizes;

namespace EdFi.BatchPerf.Cli.Running;

/// <summary>The job of <c>--measureBatchSize</c>: many runs of several sizes, a table, a recommendation, one file.</summary>
internal sealed class SizeJob(ConsoleHost host, Log log, RunSettings settings)
{
    private const string FileName = "batch_size.json";

    /// <exception cref="BatchPerfException">Anything that keeps the study from being made, or its file from being written.</exception>
    public async Task<ExitCode> RunAsync()
    {
        var given = StudySettings.Read(settings);
        var runner = new StudyRunner(host, log, settings, given);
        runner.Draft(given.Sizes[0]).Validate();
        var directory = host.FullPath(settings.Harness.OutputDirectory);
        using var claim = OutputDirectory.Claim(directory, FileName);
        using var connection = await runner.ConnectAsync();
        var plans = given.Sizes.ToDictionary(static size => size, runner.Plan);
        var schedule = new SizeSchedule([.. given.Sizes.Select(size => StudySize.Of(size, plans[size].Scenarios))], given.Repeat, settings.Seed);
        await LearnLimitAsync(connection, schedule, given.FindLimit);
        var setting = new SizeSetting(connection.BaseUrl, connection.Version, string.Join(", ", plans[given.Sizes[0]].Scenarios.Select(static s => s.Scenario.Resource)), given.ClientCount, given.Duration, given.KneeTolerance);
        log.Info(string.Create(CultureInfo.InvariantCulture, $"{schedule.Planned} runs of {DurationText.Format(given.Duration)}, seed {settings.Seed}. Ctrl+C ends them and keeps what was measured."));
        while (!host.Stop.IsCancellationRequested && schedule.Next() is { } turn)
        {
            var run = await runner.RunAsync(connection, plans[turn.Size.TripleCount], []);
            if (run.StopReason != StopReason.Canceled)
            {
                schedule.Add(turn, run);
                log.Info($"Run {schedule.Runs[^1]}");
            }
        }

        var study = SizeAnalysis.Of(schedule, setting);
        StudySummary.Write(host.Out, study);
        var path = Path.Combine(directory, FileName);
        StudyJson.Write(path, study);
        log.Info($"File: {path}");
        return host.Stop.IsCancellationRequested ? ExitCode.Canceled : study.KneeTripleCount is null ? ExitCode.Failures : ExitCode.Success;
    }

    private async Task LearnLimitAsync(ApiConnection connection, SizeSchedule schedule, bool find)
    {
        if (!find)
        {
            schedule.Learn(connection.BatchLimit, BatchLimitSource.Connection);
            return;
        }

        var found = await connection.FindBatchLimitAsync(host.Stop);
        log.Info(found.Limit is { } limit
            ? string.Create(CultureInfo.InvariantCulture, $"The server takes at most {limit} operations in a batch (tried with {found.Requests} batches).")
            : string.Create(CultureInfo.InvariantCulture, $"The server takes {BatchLimitFinding.LargestTried} operations in a batch, or more."));
        schedule.Learn(found.Limit, BatchLimitSource.Search, found.Message);
    }
}
