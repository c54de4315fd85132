using System.Diagnostics;
using EdFi.BatchPerf.Simulator.Faults;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Simulator.Problems;
using EdFi.BatchPerf.Simulator.Schema;
using EdFi.BatchPerf.Simulator.Security;
using EdFi.BatchPerf.Simulator.World;

namespace EdFi.BatchPerf.Simulator.Http;

/// <summary>
/// The single-resource endpoints, such as /data/ed-fi/students: checks token and claims, and passes the request on to the resource's reads
/// or writes.
/// </summary>
internal sealed class ResourceEndpoint(Simulation simulation)
{
    private readonly ResourceReads _reads = new(simulation);
    private readonly ResourceWrites _writes = new(simulation);

    public async Task HandleAsync(HttpContext context, string path)
    {
        var startedAt = Stopwatch.GetTimestamp();
        var (project, rest) = Split(path);
        var (name, idText) = Split(rest ?? "");
        simulation.Counts.ResourceRequested(name, context.Request.Method);

        var options = simulation.Options;
        var fault = options.FaultScope == FaultScope.All ? simulation.Dice.Roll(options) : FaultKind.None;
        var open = simulation.Breaker.Remaining(options);
        fault = open is null ? fault : FaultKind.Breaker;
        if (Refusals.IsBlind(fault))
        {
            Refusals.Write(context, simulation, fault, open);
            return;
        }

        var complaint = fault == FaultKind.Unauthorized
            ? "Invalid token"
            : simulation.Tokens.Complaint(context.Request.Headers.Authorization);
        if (complaint is not null)
        {
            Dialect.Of(options).WriteUnauthorized(context, complaint);
            return;
        }

        await simulation.Latency.HoldAsync(options, startedAt, 1);
        var id = Guid.Empty;
        if (idText is not null && !Guid.TryParseExact(idText, "D", out id))
        {
            Answer.WriteProblem(context, KnownProblems.InvalidId(idText));
        }
        else if (simulation.Catalog.Find(project, name) is not { } resource)
        {
            Answer.WriteProblem(context, KnownProblems.UnknownResource());
        }
        else if (ActionOf(context.Request.Method, idText is not null) is not { } action)
        {
            Dialect.Of(options).AddAllowed(context, idText is null ? "GET, POST" : "GET, PUT, DELETE");
            Answer.WriteProblem(context, KnownProblems.MethodNotAllowed());
        }
        else if (action is ResourceAction.Create or ResourceAction.Update && !Dialect.Of(options).Takes(context.Request.ContentType))
        {
            Answer.WriteProblem(context, KnownProblems.UnsupportedMediaType());
        }
        else if (Claims.Refusal(options, resource, action) is { } refusal)
        {
            Answer.WriteProblem(context, refusal);
        }
        else if (options.Database == DatabaseState.Down || fault is FaultKind.ServerError or FaultKind.Deadlock)
        {
            simulation.Breaker.NoteServerError(options);
            Answer.WritePair(
                context,
                StatusCodes.Status500InternalServerError,
                ("error", "Unknown Failure"),
                ("correlationId", context.TraceIdentifier));
        }
        else
        {
            await ServeAsync(context, resource, action, id);
        }
    }

    private Task ServeAsync(HttpContext context, ResourceDefinition resource, ResourceAction action, Guid id)
    {
        switch (action)
        {
            case ResourceAction.Create:
                return _writes.PostAsync(context, resource);
            case ResourceAction.Update:
                return _writes.PutAsync(context, resource, id);
            case ResourceAction.Delete:
                _writes.Delete(context, resource, id);
                return Task.CompletedTask;
            default:
                _reads.Get(context, resource, id);
                return Task.CompletedTask;
        }
    }

    private static (string First, string? Behind) Split(string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (path, null) : (path[..slash], path[(slash + 1)..]);
    }

    private static ResourceAction? ActionOf(string method, bool hasId) => (method, hasId) switch
    {
        ("POST", false) => ResourceAction.Create,
        ("PUT", true) => ResourceAction.Update,
        ("DELETE", true) => ResourceAction.Delete,
        ("GET", _) => ResourceAction.Read,
        _ => null,
    };
}
