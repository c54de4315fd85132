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
            RefuseMethod(context, fault, wait);
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

    /// <summary>Another method is refused after the token, too.</summary>
    private void RefuseMethod(HttpContext context, FaultKind fault, TimeSpan? wait)
    {
        if (Refusals.IsBlind(fault))
        {
            Refusals.Write(context, simulation, fault, wait);
        }
        else if (simulation.Tokens.Complaint(context.Request.Headers.Authorization) is { } complaint)
        {
            Dialect.Of(simulation.Options).WriteUnauthorized(context, complaint);
        }
        else
        {
            context.Response.Headers.Allow = "POST";
            Answer.WriteEmpty(context, StatusCodes.Status405MethodNotAllowed);
        }
    }

    private async Task AnswerAsync(HttpContext context, BatchWork work, FaultKind fault, TimeSpan? wait, long startedAt)
    {
        RequestBody body;
        try
        {
            body = await RequestBody.ReadAsync(context.Request);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            context.Response.Headers.Connection = "close"; // whatever the answer is, the rest is not read
            await DecideAsync(context, work, RefuseLength(context), fault, wait, startedAt);
            return;
        }

        using (body)
        {
            using var json = Parse(body.Bytes, out var malformed);
            malformed ??= _parser.Parse(json!.RootElement, work.Operations);
            await DecideAsync(context, work, malformed is null ? null : RefuseBody(context, malformed), fault, wait, startedAt);
        }
    }

    private Action RefuseLength(HttpContext context) => () => Dialect.Of(simulation.Options).WriteTooLarge(context);

    private static Action RefuseBody(HttpContext context, Problem problem) => () => Answer.WriteProblem(context, problem);

    /// <summary>The body as JSON; null with the problem of one that is none.</summary>
    private static JsonDocument? Parse(ReadOnlyMemory<byte> body, out Problem? problem)
    {
        problem = null;
        try
        {
            if (!body.IsEmpty)
            {
                return JsonDocument.Parse(body);
            }

            problem = KnownProblems.BadRequest("The batch request body cannot be empty.");
        }
        catch (JsonException)
        {
            problem = KnownProblems.BadRequest("Unable to parse batch request body.");
        }

        return null;
    }

    /// <summary>
    /// Everything that can stop a batch before it begins, in a DMS's order: the token before anything that the request itself says.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="work">Its operations, as far as they could be read; they are counted whatever refuses them.</param>
    /// <param name="refuse">Writes the refusal of the body; null where it is well-formed.</param>
    /// <param name="fault">Fault of the request, where it is decided.</param>
    /// <param name="wait">Wait that a refused client is asked for.</param>
    /// <param name="startedAt">Timestamp at which the request came.</param>
    private async Task DecideAsync(HttpContext context, BatchWork work, Action? refuse, FaultKind fault, TimeSpan? wait, long startedAt)
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
        else if (refuse is not null)
        {
            simulation.Counts.NotAttempted(work.OperationSpan);
            refuse();
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
