using System.Buffers;
using System.Text.Json;
using EdFi.BatchPerf.Simulator.Batches;
using EdFi.BatchPerf.Simulator.Faults;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Simulator.Problems;
using EdFi.BatchPerf.Simulator.World;

namespace EdFi.BatchPerf.Simulator.Http;

/// <summary>Runs a well-formed batch, holds it for its latency and writes its answer.</summary>
internal sealed class BatchRunner(Simulation simulation)
{
    public async Task RunAsync(HttpContext context, BatchWork work, FaultKind fault, SimulatorOptions options, long startedAt)
    {
        if (options.Database == DatabaseState.Down || fault is FaultKind.ServerError or FaultKind.Deadlock)
        {
            simulation.Counts.RolledBack(work.OperationSpan);
            await (fault == FaultKind.Deadlock
                ? simulation.Latency.WaitAsync(options.DeadlockWaitMs)
                : simulation.Latency.HoldAsync(options, startedAt, 0));
            WriteServerError(context, options);
            return;
        }

        var holder = options.DocumentLocks ? new LockHolder() : null;
        try
        {
            if (holder is not null && !await simulation.Locks.EnterAsync(holder, LockPhase.DocumentsOf(work, simulation.Store), options))
            {
                simulation.Counts.RolledBack(work.OperationSpan);
                WriteServerError(context, options);
                return;
            }

            var failure = Execute(work, fault, options);
            var attempted = failure is null ? work.Operations.Count : failure.Index + 1;
            await simulation.Latency.HoldAsync(options, startedAt, attempted);
            await simulation.Latency.ThawAsync();
            await AnswerAsync(context, work, failure, fault, options);
        }
        finally
        {
            if (holder is not null)
            {
                simulation.DocumentLocks.Release(holder);
            }
        }
    }

    private void WriteServerError(HttpContext context, SimulatorOptions options)
    {
        simulation.Breaker.NoteServerError(options);
        Answer.WriteServerError(context);
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

    private async Task AnswerAsync(HttpContext context, BatchWork work, BatchFailure? failure, FaultKind fault, SimulatorOptions options)
    {
        if (fault == FaultKind.DropAfter && failure is null)
        {
            work.IsUnanswered = true;
            simulation.Counts.Dropped(afterCommit: true);
            context.Abort();
            return;
        }

        var body = Answer.Begin(context, failure?.Problem.Status ?? StatusCodes.Status200OK, Answer.Json);
        if (fault != FaultKind.Damage)
        {
            WriteBody(body, work, failure, context.TraceIdentifier);
            return;
        }

        var good = new ArrayBufferWriter<byte>();
        WriteBody(good, work, failure, context.TraceIdentifier);
        simulation.Counts.AnswerDamaged();
        work.IsUnanswered = !await SpoiltAnswer.SendAsync(context, good.WrittenMemory, options.Damage);
    }

    private static void WriteBody(IBufferWriter<byte> body, BatchWork work, BatchFailure? failure, string correlationId)
    {
        if (failure is null)
        {
            OutcomeWriter.Write(body, work.OperationSpan);
            return;
        }

        var operation = work.Operations[failure.Index];
        using var writer = new Utf8JsonWriter(body, Answer.Plain);
        ProblemWriter.WriteBatchFailure(writer, failure.Problem, failure.Index, operation.OpName, operation.AnswerName, correlationId);
    }

    private BatchFailure Inject(int operations)
    {
        var problem = simulation.Dice.Below(2) == 0
            ? KnownProblems.InvalidDocument(
                new Dictionary<string, List<string>>(StringComparer.Ordinal) { ["$"] = ["Refused on purpose by the simulator's "
                    + "failure rate."] })
            : KnownProblems.UnresolvedReferences(["Simulated"]);
        return new(simulation.Dice.Below(operations), problem);
    }
}
