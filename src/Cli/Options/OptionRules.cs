using EdFi.BatchPerf.Jobs.Options;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cli.Options;

/// <summary>
/// Options that mean nothing without another one, or beside it: they are refused, since the job would not be the one asked for.
/// </summary>
internal static class OptionRules
{
    /// <summary>Each is a job of its own.</summary>
    private static readonly Setting[] Jobs =
    [
        OwnSettings.TestAtomicity,
        OwnSettings.MeasureBatchSize,
        OwnSettings.FindCapacity,
        OwnSettings.Leftover,
        OwnSettings.Resume,
        OwnSettings.NewScenario,
        OwnSettings.Merge,
    ];

    private static readonly (Setting Option, Setting Needs)[] Needs =
    [
        (OwnSettings.Remove, OwnSettings.Leftover),
        (OwnSettings.MergeWait, OwnSettings.Merge),
        (OwnSettings.Verify, OwnSettings.NewScenario),
        (OwnSettings.Detail, OwnSettings.NewScenario),
        (OwnSettings.Parents, OwnSettings.NewScenario),
        (OwnSettings.OpenApiPath, OwnSettings.NewScenario),
        (OwnSettings.DescriptorPath, OwnSettings.OpenApiPath),
        (OwnSettings.StartWait, OwnSettings.StartTogether),
        (OwnSettings.StartIn, OwnSettings.StartTogether),
        .. Of(JobOptionTable.Atomicity, OwnSettings.TestAtomicity),
        .. Of(JobOptionTable.Sizes, OwnSettings.MeasureBatchSize),
        .. Of(JobOptionTable.Capacity, OwnSettings.FindCapacity),
        (RunOptionTable.ContentionShare.Setting, RunOptionTable.Contention.Setting),
        (RunOptionTable.StageTarget.Setting, RunOptionTable.Stage.Setting),
    ];

    /// <summary>Options valid for loads only.</summary>
    private static readonly Setting[] OfLoads =
    [
        OwnSettings.Threshold, OwnSettings.Baseline, OwnSettings.Markdown, RunOptionTable.Contention.Setting,
        OwnSettings.Dashboard, OwnSettings.DashboardPort, OwnSettings.ResultPath, OwnSettings.Journal,
        OwnSettings.PostgreSql, OwnSettings.ServerProcess, OwnSettings.MetricsCommand, OwnSettings.OtlpEndpoint,
        RunOptionTable.StopOnFailureRate.Setting, RunOptionTable.StopOnFailureMinimum.Setting, RunOptionTable.TraceSample.Setting,
        RunOptionTable.Segment.Setting,
        RunOptionTable.StartAt.Setting, OwnSettings.StartTogether, OwnSettings.PrepareFixtures,
    ];

    /// <summary>Load options also valid with --merge.</summary>
    private static readonly Setting[] OfMerges = [OwnSettings.Threshold, OwnSettings.Baseline, OwnSettings.Markdown];

    /// <exception cref="BatchPerfException">OptionConflict; <c>InvalidSetting</c> where a flag is neither true nor false.</exception>
    public static void Check(CommandLine line, SettingsReader settings)
    {
        var jobs = Jobs.Where(IsGiven).ToList();
        if (jobs.Count > 1)
        {
            throw Conflict(
                $"--{jobs[0].Name} and --{jobs[1].Name} were given together.",
                "Each is a job of its own: run one after the other.");
        }

        if (IsGiven(RunOptionTable.Repeat.Setting) && IsGiven(OwnSettings.StudyRepeat))
        {
            throw Conflict(
                $"--{RunOptionTable.Repeat.Setting.Name} and --{OwnSettings.StudyRepeat.Name} were given together.",
                "The latter is the former name of the first: leave it out.");
        }

        if (IsGiven(RunOptionTable.Repeat.Setting) && IsGiven(OwnSettings.Leftover))
        {
            throw Conflict(
                $"--{RunOptionTable.Repeat.Setting.Name} was given together with --{OwnSettings.Leftover.Name}, which makes no run.",
                $"Leave --{RunOptionTable.Repeat.Setting.Name} out.");
        }

        if (IsGiven(OwnSettings.StartTogether) && IsGiven(RunOptionTable.StartAt.Setting))
        {
            throw Conflict(
                $"--{OwnSettings.StartTogether.Name} and --{RunOptionTable.StartAt.Setting.Name} were given together.",
                "Each says when the run starts: leave one out.");
        }

        var spawnRate = RunOptionTable.Of("SpawnRate").Setting;
        if (IsGiven(RunOptionTable.Stage.Setting) && IsGiven(spawnRate))
        {
            throw Conflict(
                $"--{spawnRate.Name} and --{RunOptionTable.Stage.Name} were given together.",
                $"Leave --{spawnRate.Name} out: the stages set the load.");
        }

        if (IsGiven(OwnSettings.StudyRepeat) && !IsGiven(OwnSettings.MeasureBatchSize) && !IsGiven(OwnSettings.FindCapacity))
        {
            throw Conflict(
                $"--{OwnSettings.StudyRepeat.Name} was given without --{OwnSettings.MeasureBatchSize.Name} or "
                    + $"--{OwnSettings.FindCapacity.Name}.",
                $"Give --{RunOptionTable.Repeat.Setting.Name} instead.");
        }

        foreach (var (option, needs) in Needs.Where(n => IsGiven(n.Option) && !IsGiven(n.Needs)))
        {
            throw Conflict($"--{option.Name} was given without --{needs.Name}.", $"Add --{needs.Name}, or leave --{option.Name} out.");
        }

        if (jobs is [var job]
            && (job == OwnSettings.TestAtomicity || job == OwnSettings.Leftover || job == OwnSettings.NewScenario)
            && Array.Find(OfLoads, IsGiven) is { } useless)
        {
            throw Conflict($"--{useless.Name} was given together with --{job.Name}, which makes no load.", $"Leave --{useless.Name} out.");
        }

        if (jobs is [var merge]
            && merge == OwnSettings.Merge
            && Array.Find(OfLoads, option => IsGiven(option) && !OfMerges.Contains(option)) is { } without)
        {
            throw Conflict(
                $"--{without.Name} was given together with --{merge.Name}, which makes no load.",
                $"Leave --{without.Name} out.");
        }

        if (jobs is [var study] && (study == OwnSettings.MeasureBatchSize || study == OwnSettings.FindCapacity)
            && Array.Find(
                OfLoads,
                option => IsGiven(option) && !(option == OwnSettings.Threshold && study == OwnSettings.FindCapacity)) is { } ignored)
        {
            throw Conflict(
                $"--{ignored.Name} was given together with --{study.Name}, whose runs do without it.",
                $"Leave --{ignored.Name} out.");
        }

        bool IsGiven(Setting option) =>
            OptionTable.All.First(o => o.Setting == option).Kind == OptionKind.Flag
                ? settings.Flag(option) == true
                : !string.IsNullOrWhiteSpace(line.Find(option.Name));
    }

    /// <summary>A job's own options, each with the option that asks for the job.</summary>
    private static IEnumerable<(Setting Option, Setting Needs)> Of(IEnumerable<JobOption> rows, Setting job) =>
        rows.Where(row => !row.IsRunOption && row.Setting != job).Select(row => (row.Setting, job));

    private static BatchPerfException Conflict(string message, string nextStep) =>
        new("OptionConflict", ProblemKind.InvalidInput, message, nextStep);
}
