using EdFi.BatchPerf.Files.Merging;
using EdFi.BatchPerf.Jobs.Runs;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Jobs.Fleet.Control;

/// <summary>Makes of what became of every machine what the operator gets: the merged run, and the verdict on the fleet.</summary>
/// <param name="warn">Takes what keeps the runs from being merged.</param>
public sealed class FleetResult(Action<string> warn)
{
    /// <summary>Merges.</summary>
    /// <param name="outcome">What became of every machine.</param>
    public BatchFleetRun Of(FleetOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var parts = outcome.Machines.Select(Part).ToList();
        var (run, problem) = Merge(parts);
        var machines = (run?.Machines ?? [.. parts.Select(static part => part.Listed())])
            .Zip(outcome.Machines, static (machine, end) => machine with { RunId = machine.RunId ?? end.RunId, Journal = end.Journal })
            .ToList();
        return new BatchFleetRun
        {
            Machines = machines,
            Run = run,
            StartAt = outcome.StartAt,
            Verdict = run?.Verdict ?? Incomplete(machines, problem),
            Totals = RunTotals.Sum([.. machines.Select(static machine => machine.Totals).OfType<RunTotals>()]),
            Files = [.. outcome.Machines.SelectMany(static machine => machine.Files)],
        };
    }

    /// <summary>What ended the whole load before its time, as the same end of a run of one machine is told; null for nothing.</summary>
    /// <param name="fleet">What the fleet did.</param>
    /// <param name="plan">The whole plan.</param>
    public static BatchPerfException? Problem(BatchFleetRun fleet, RunPlan plan)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        return fleet.Run is { StopReason: StopReason.FailureRate or StopReason.ExistingDocument or StopReason.BatchTooLarge } run
            ? RunEnd.Problem(run, plan)
            : null;
    }

    private (BatchRun? Run, string? Problem) Merge(List<MachinePart> parts)
    {
        if (parts.TrueForAll(static part => part.Run is null))
        {
            return (null, "No machine's run came back.");
        }

        try
        {
            return (RunMerger.Merge(parts), null);
        }
        catch (BatchPerfException problem)
        {
            warn($"The machines' runs were not merged: {problem.Message} {problem.NextStep}");
            return (null, problem.Message);
        }
    }

    private static MachinePart Part(MachineEnd end) => new()
    {
        Name = end.Name,
        State = end.State,
        Run = end.State == MachineState.Lost ? null : end.Run,
        ResultPath = end.ResultPath,
        Segment = end.Segment.ToString(),
        ClockOffsetMs = end.Clock?.Offset.TotalMilliseconds,
        ClockErrorMs = end.Clock?.Error.TotalMilliseconds,
        StartDeviationMs = end.Run?.StartDeviationMs,
        LastTotals = end.LastTotals,
        Fault = end.Fault,
    };

    private static VerdictReport Incomplete(List<BatchMachine> machines, string? problem) => new()
    {
        Verdict = RunVerdict.Incomplete,
        Reasons =
        [
            .. machines.Where(static machine => machine.State != MachineState.Done)
                .Select(static machine => $"{machine.Name} is {machine.State}: {machine.Fault}"),
            .. new[] { problem }.OfType<string>(),
        ],
    };
}
