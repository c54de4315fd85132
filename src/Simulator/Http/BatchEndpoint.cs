using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using EdFi.BatchPerf.Simulator.Batches;
using EdFi.BatchPerf.Simulator.Faults;
using EdFi.BatchPerf.Simulator.Problems;
using EdFi.BatchPerf.Simulator.World;

namespace EdFi.BatchPerf.Simulator.Http;

/// <summary>POST /batch: reads, checks, runs and answers one batch, and counts its outcome.</summary>
internal sealed class BatchEndpoint(Simulation simulation)
{
    private readonly ConcurrentBag<BatchWork> _pool = [];
    private readonly BatchParser _parser = new(simulation.Catalog);
    private readonly BatchRunner _runner = new(simulation);

    /// <param name="context">The request.</param>
    /// <param name="fault">Fault of the request, where it is decided.</param>
    /// <param name="wait">Wait that a refused client is asked for.</param>
    public async Task HandleAsync(HttpContext context, FaultKind fault = FaultKind.None, TimeSpan? wait = null)
    {
        var startedAt = Stopwatch.GetTimestamp();
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = "POST";
            Answer.WriteEmpty(context, StatusCodes.Status405MethodNotAllowed);
            return;
        }

        simulation.Counts.BatchReceived();
        if (!_pool.TryTake(out var work))
        {
            work = new();
        }

        try
        {
            await AnswerAsync(context, work, fault, wait, startedAt);
            if (!work.IsUnanswered && !context.RequestAborted.IsCancellationRequested)
            {
                simulation.Counts.BatchAnswered(context.Response.StatusCode);
                await context.Response.CompleteAsync();
                simulation.Counts.Holds.Add(Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds);
            }
        }
        finally
        {
            work.Clear();
            _pool.Add(work);
        }
    }

    private async Task AnswerAsync(HttpContext context, BatchWork work, FaultKind fault, TimeSpan? wait, long startedAt)
    {
        try
        {
            using var body = await RequestBody.ReadAsync(context.Request);
            JsonDocument? json = null;
            Problem? malformed;
            try
            {
                json = body.Bytes.IsEmpty ? null : JsonDocument.Parse(body.Bytes);
                malformed = json is null
                    ? KnownProblems.BadRequest("The batch request body cannot be empty.")
                    : _parser.Parse(json.RootElement, work.Operations);
                await DecideAsync(context, work, malformed, fault, wait, startedAt);
            }
            catch (JsonException) when (json is null)
            {
                malformed = KnownProblems.BadRequest("Unable to parse batch request body.");
                await DecideAsync(context, work, malformed, fault, wait, startedAt);
            }
            finally
            {
                json?.Dispose();
            }
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            Dialect.Of(simulation.Options).WriteTooLarge(context);
        }
    }

    /// <summary>Everything that can stop a batch before it begins, in a DMS's order.</summary>
    private async Task DecideAsync(HttpContext context, BatchWork work, Problem? malformed, FaultKind fault, TimeSpan? wait, long startedAt)
    {
        var options = simulation.Options;
        fault = fault == FaultKind.None ? simulation.Dice.Roll(options) : fault;
        var complaint = fault == FaultKind.Unauthorized
            ? "Invalid token"
            : simulation.Tokens.Complaint(context.Request.Headers.Authorization);
        if (Refusals.IsBlind(fault))
        {
            work.IsUnanswered = fault == FaultKind.Drop;
            simulation.Counts.NotAttempted(work.OperationSpan);
            Refusals.Write(context, simulation, fault, wait);
        }
        else if (complaint is not null)
        {
            simulation.Counts.NotAttempted(work.OperationSpan);
            Dialect.Of(options).WriteUnauthorized(context, complaint);
        }
        else if (options.NoBatch != 0)
        {
            simulation.Counts.NotAttempted(work.OperationSpan);
            Answer.WritePair(
                context,
                options.NoBatch,
                ("error", "Not Implemented"),
                ("message", "Batch operations are not supported by the configured backend."));
        }
        else if (malformed is not null)
        {
            simulation.Counts.NotAttempted(work.OperationSpan);
            Answer.WriteProblem(context, malformed);
        }
        else if (work.Operations.Count > options.BatchLimit)
        {
            simulation.Counts.NotAttempted(work.OperationSpan);
            Answer.WriteTooMany(context, work.Operations.Count, options.BatchLimit);
        }
        else
        {
            await _runner.RunAsync(context, work, fault, options, startedAt);
        }
    }
}
