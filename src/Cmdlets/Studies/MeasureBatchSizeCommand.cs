using System.Globalization;
using System.Management.Automation;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Questions.Sizes;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Measure-BatchSize: how large a batch should be.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "BatchSize", SupportsShouldProcess = true)]
[OutputType(typeof(BatchSizePoint), typeof(BatchSizeStudy))]
public sealed class MeasureBatchSizeCommand : StudyCmdlet
{
    private readonly Dictionary<int, RunPlan> _plans = [];

    /// <summary>The sizes to measure: triples in a batch.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ValidateRange(1, 10_000)]
    public int[] BatchTripleCount { get; set; } = [1, 2, 5, 10, 20, 33];

    /// <summary>Runs of each size.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int Repeat { get; set; } = 5;

    /// <summary>How far below the best committed operations per second the recommended size may lie, 10% or 0.1.</summary>
    [Parameter]
    [PercentTransformation]
    public double KneeTolerance { get; set; } = 0.1;

    /// <summary>Finds the server's batch limit first, by trying with batches that cannot write.</summary>
    [Parameter]
    public SwitchParameter FindLimit { get; set; }

    /// <summary>Returns one BatchSizeStudy instead of a row for each size.</summary>
    [Parameter]
    public SwitchParameter SummaryOnly { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        RequireOpen();
        var seed = ChosenSeed();
        if (Prepare(seed) is not { } schedule)
        {
            return;
        }

        WriteInformation(string.Create(CultureInfo.InvariantCulture, $"Batch sizes, {schedule.Planned} runs, seed {seed}, against {Connection.BaseUrl}."), ["BatchPerf"]);
        var setting = new SizeSetting(Connection.BaseUrl, Connection.Version, Names(_plans.Values.First()), ClientCount, Duration, KneeTolerance);
        Measure(schedule, setting);
        var study = SizeAnalysis.Of(schedule, setting);
        foreach (var note in study.Notes)
        {
            WriteWarning(note);
        }

        WriteVerbose(study.Recommendation);
        WriteObject(SummaryOnly ? study : study.Points, enumerateCollection: !SummaryOnly);
    }

    /// <summary>Checks all that can be checked, makes the fixtures, learns the limit; null when nothing is to be sent.</summary>
    private SizeSchedule? Prepare(int seed)
    {
        var keys = Check(() => Keys(Fixture));
        var catalog = Check(() => Catalogs.Load(ScenarioPath, FilePath, StopToken));
        var sizes = BatchTripleCount.Distinct().Order().ToList();
        var draft = AtOnce(Shares(catalog, keys, [], seed, sizes[0]), seed);
        Check(() =>
        {
            draft.Validate();
            return true;
        });
        var time = draft.PlannedDuration!.Value * sizes.Count * Repeat;
        if (!ShouldProcess(Connection.BaseUrl.ToString(), string.Create(CultureInfo.InvariantCulture, $"Measure batches of {string.Join(", ", sizes)} triples of {Names(draft)}, {Repeat} times each, {DurationText.Format(time)} in all")))
        {
            return null;
        }

        catalog = Verified(catalog);
        var descriptors = AvailableDescriptors(catalog, keys);
        foreach (var size in sizes)
        {
            _plans[size] = AtOnce(Shares(catalog, keys, descriptors, seed, size), seed);
        }

        var schedule = new SizeSchedule([.. sizes.Select(size => StudySize.Of(size, _plans[size].Scenarios))], Repeat, seed);
        if (FindLimit)
        {
            var found = Await(Api.FindBatchLimitAsync);
            WriteVerbose(string.Create(CultureInfo.InvariantCulture, $"Batch limit {found.Limit?.ToString(CultureInfo.InvariantCulture) ?? $"above {BatchLimitFinding.LargestTried}"}, found with {found.Requests} batches."));
            schedule.Learn(found.Limit, BatchLimitSource.Search, found.Message);
        }
        else
        {
            schedule.Learn(Connection.BatchLimit, BatchLimitSource.Connection);
        }

        return schedule;
    }

    private void Measure(SizeSchedule schedule, SizeSetting setting)
    {
        var progress = new StudyProgress($"Batch sizes against {Connection.BaseUrl}", WriteProgress);
        try
        {
            while (schedule.Next() is { } turn)
            {
                var plan = _plans[turn.Size.TripleCount];
                var what = string.Create(CultureInfo.InvariantCulture, $"Run {turn.Number} of {schedule.Planned}, {turn.Size.TripleCount} triples");
                schedule.Add(turn, Execute(plan, [], run => progress.Draw(what, run, plan.PlannedDuration!.Value, turn.Number - 1, schedule.Planned)));
                WriteVerbose($"{what}: {schedule.Runs[^1]}, verdict {schedule.Runs[^1].Verdict}.");
                Publish(SizeAnalysis.Of(schedule, setting));
            }

            Publish(SizeAnalysis.Of(schedule, setting));
        }
        finally
        {
            progress.Close();
        }
    }

    private static string Names(RunPlan plan) => string.Join(", ", plan.Scenarios.Select(static s => s.Scenario.Resource));
}
