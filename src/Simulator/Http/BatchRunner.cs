using EdFi.BatchPerf.Simulator.Batches;
using EdFi.BatchPerf.Simulator.Faults;
using EdFi.BatchPerf.Simulator.Problems;

namespace EdFi.BatchPerf.Simulator.Http;

/// <summary>Runs a well-formed batch, holds it for its latency and writes its answer.</summary>
internal sealed class BatchRunner(Simulation simulation)
{
    public async Task RunAsync(HttpContext context, BatchWork work, FaultKind fault, SimulatorOptions options, long startedAt)
    {
        if (options.Database == DatabaseState.Down || fault is FaultKind.ServerError or FaultKind.Deadlock)
        {
            simulation.Counts.RolledBack(work.OperationSpan);
            await (fault == FaultKind.Deadlock ? simulation.Latency.WaitAsync(options.DeadlockWaitMs) : simulation.Latency.HoldAsync(options, startedAt, 0));
            Answer.WriteServerError(context);
            return;
        }

        var holder = options.DocumentLocks ? new LockHolder() : null;
        try
        {
            if (holder is not null && !await simulation.Locks.EnterAsync(holder, LockPhase.DocumentsOf(work), options))
            {
                simulation.Counts.RolledBack(work.OperationSpan);
                Answer.WriteServerError(context);
                return;
            }

            var failure = Execute(work, fault, options);
            var attempted = failure is null ? work.Operations.Count : failure.Index + 1;
            await simulation.Latency.HoldAsync(options, startedAt, attempted);
            await simulation.Latency.ThawAsync();
            WriteAnswer(context, work, failure, fault, options);
        }
        finally
        {
            if (holder is not null)
            {
                simulation.DocumentLocks.Release(holder);
            }
        }
    }

    private BatchFailure? Execute(BatchWork work, FaultKind fault, SimulatorOptions options)
    {
        var injected = fault == FaultKind.OperationFailure && work.Operations.Count > 0 ? Inject(work.Operations.Count) : null;
        var failure = simulation.Transactions.Run(work, options, injected);
        if (failure is null)
        {
            simulation.Counts.Committed(work.OperationSpan);
        }
        else
        {
            simulation.Counts.Failed(work.OperationSpan, failure.Index);
        }

        return failure;
    }

    private void WriteAnswer(HttpContext context, BatchWork work, BatchFailure? failure, FaultKind fault, SimulatorOptions options)
    {
        if (fault == FaultKind.DropAfter && failure is null)
        {
            simulation.Counts.Dropped(afterCommit: true);
            context.Abort();
            return;
        }

        if (failure is null)
        {
            OutcomeWriter.Write(Answer.Begin(context, StatusCodes.Status200OK, Answer.Json), work.OperationSpan);
            return;
        }

        var operation = work.Operations[failure.Index];
        Answer.Write(context, failure.Problem.Status, Answer.Json, writer =>
            ProblemWriter.WriteBatchFailure(writer, failure.Problem, failure.Index, operation.OpName, operation.AnswerName, context.TraceIdentifier));
    }

    private BatchFailure Inject(int operations)
    {
        var problem = simulation.Dice.Below(2) == 0
            ? KnownProblems.InvalidDocument(new Dictionary<string, List<string>>(StringComparer.Ordinal) { ["$"] = ["Refused on purpose by the simulator's failure rate."] })
            : KnownProblems.UnresolvedReferences(["Simulated"]);
        return new(simulation.Dice.Below(operations), problem);
    }
}
