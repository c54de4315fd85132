using EdFi.BatchPerf.Files.Merging;
using EdFi.BatchPerf.Jobs.Runs;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Jobs.Fleet.Control;

/// <summary>Makes the operator's result of the machines' outcomes: the merged run, and the verdict on the fleet.</summary>
/// <param name="warn">Receives the reason why the runs are not merged.</param>
internal sealed class FleetResult(Action<string> warn)
{
    /// <summary>Merges the machines' runs; without a merged run, the verdict is Incomplete.</summary>
    /// <param name="outcome">The outcome of every machine.</param>
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

    /// <summary>
    /// Returns the problem that ended the whole load before its time, in the words for the same end of one machine's run; null for none.
    /// </summary>
    /// <param name="fleet">The fleet's run.</param>
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
