using System.Globalization;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Questions.Sizes;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Jobs.Studies;

/// <summary>Makes many runs of several batch sizes, and recommends a size.</summary>
/// <param name="host">Where the job runs.</param>
internal sealed class SizeJob(IJobHost host)
{
    /// <summary>Measures; checks all that can be checked before the server is asked for anything.</summary>
    /// <param name="request">The settings that its runs have in common.</param>
    /// <param name="sizes">The batch sizes to measure.</param>
    /// <param name="connect">Opens, or gives, the connection.</param>
    /// <param name="soFar">Receives the findings after every run.</param>
    /// <exception cref="BatchPerfException">Anything that keeps the study from beginning.</exception>
    public async Task<StudyOutcome<BatchSizeStudy>> RunAsync(
        StudyRequest request,
        SizeRequest sizes,
        Func<CancellationToken, Task<ApiConnection>> connect,
        IProgress<BatchSizeStudy>? soFar = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentNullException.ThrowIfNull(connect);
        var runner = new StudyRunner(host, request, "Batch sizes");
        int[] counts = [.. sizes.Sizes.Distinct().Order()];
        RunPlan Plan(int triples) => runner.Plan(triples, sizes.ClientCount, sizes.Duration);
        var draft = Plan(counts[0]);
        draft.Validate();
        using var claim = runner.ClaimFile();
        var connection = await connect(host.Stop);
        Plan(counts[^1]).Needs(connection).Require(runner.Resources);
        var time = DurationText.Format(draft.PlannedDuration!.Value * counts.Length * sizes.Repeat);
        var action = string.Create(
            CultureInfo.InvariantCulture,
            $"Measure batches of {string.Join(", ", counts)} {(counts is [1] ? "triple" : "triples")} of {Names(draft)}, "
                + $"{(sizes.Repeat == 1 ? "once" : $"{sizes.Repeat} times")} each, {time} in all");
        if (!await host.ConfirmAsync(connection.BaseUrl.ToString(), action))
        {
            return new StudyOutcome<BatchSizeStudy>(null);
        }

        await runner.PrepareAsync(connection);
        var plans = counts.ToDictionary(static size => size, Plan);
        var schedule = new SizeSchedule(
            [.. counts.Select(size => StudySize.Of(size, plans[size].Scenarios))],
            sizes.Repeat,
            request.Seed);
        await LearnLimitAsync(connection, schedule, sizes.FindLimit);
        var setting = new SizeSetting(
            connection.BaseUrl,
            connection.Version,
            Names(draft),
            draft.ClientCount,
            draft.Duration ?? TimeSpan.Zero,
            sizes.KneeTolerance,
            sizes.FailureLimit);
        host.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"Batch sizes, {schedule.Planned} runs of {DurationText.Format(setting.Duration)}, seed {request.Seed}, against "
                + $"{connection.BaseUrl}."));
        BatchSizeStudy Found() => SizeAnalysis.Of(schedule, setting);
        var outcome = await runner.EndAsync(
            () => MeasureAsync(runner, connection, schedule, plans, () => soFar?.Report(Found())),
            Found,
            StudyJson.Write);
        soFar?.Report(outcome.Found!);
        return outcome;
    }

    private async Task MeasureAsync(
        StudyRunner runner,
        ApiConnection connection,
        SizeSchedule schedule,
        Dictionary<int, RunPlan> plans,
        Action measured)
    {
        while (schedule.Next() is { } turn)
        {
            var what = string.Create(
                CultureInfo.InvariantCulture,
                $"Run {turn.Number} of {schedule.Planned}, {turn.Size.TripleCount} {(turn.Size.TripleCount == 1 ? "triple" : "triples")}");
            var step = new StudyStep(what, turn.Number - 1, schedule.Planned);
            if (await runner.RunAsync(connection, plans[turn.Size.TripleCount], watch: null, step) is not { } run)
            {
                return;
            }

            schedule.Add(turn, run);
            host.Note($"Run {turn.Number} of {schedule.Planned}: {schedule.Runs[^1]}, verdict {schedule.Runs[^1].Verdict}.");
            measured();
        }
    }

    private async Task LearnLimitAsync(ApiConnection connection, SizeSchedule schedule, bool find)
    {
        if (!find)
        {
            schedule.Learn(connection.BatchLimit, BatchLimitSource.Connection);
            return;
        }

        var found = await connection.FindBatchLimitAsync(host.Stop);
        host.Note(found.Limit is { } limit
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"The server takes at most {limit} operations in a batch (tried with {found.Requests} batches).")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"The server takes {BatchLimitFinding.LargestTried} operations in a batch, or more."));
        schedule.Learn(found.Limit, BatchLimitSource.Search, found.Message);
    }

    private static string Names(RunPlan plan) => string.Join(", ", plan.Scenarios.Select(static s => s.Scenario.Resource));
}
