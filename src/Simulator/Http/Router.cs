using EdFi.BatchPerf.Simulator.Faults;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Simulator.Problems;
using EdFi.BatchPerf.Simulator.World;

namespace EdFi.BatchPerf.Simulator.Http;

/// <summary>Finds the endpoint for a request; small enough not to need ASP.NET Core's routing on the hot path.</summary>
internal sealed class Router(Simulation simulation)
{
    private const string DataPath = "/data/";
    private const string TokenPath = "/oauth/token";
    private readonly BatchEndpoint _batch = new(simulation);
    private readonly ResourceEndpoint _resources = new(simulation);
    private readonly TokenEndpoint _tokens = new(simulation);
    private readonly DiscoveryEndpoint _discovery = new(simulation);
    private readonly ControlEndpoint _control = new(simulation);

    public async Task RouteAsync(HttpContext context)
    {
        try
        {
            await RouteUnlessGoneAsync(context);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            // The client went away; there is nobody left to answer.
        }
    }

    private async Task RouteUnlessGoneAsync(HttpContext context)
    {
        var options = simulation.Options;
        var path = context.Request.Path.Value ?? "/";
        if (path.StartsWith("/simulator/", StringComparison.Ordinal))
        {
            await _control.HandleAsync(context, path["/simulator/".Length..]);
            return;
        }

        if (options.PathBase.Length > 0)
        {
            if (!context.Request.Path.StartsWithSegments(options.PathBase, StringComparison.Ordinal, out var rest))
            {
                Answer.WriteEmpty(context, StatusCodes.Status404NotFound);
                return;
            }

            context.Request.PathBase = options.PathBase;
            path = rest.HasValue ? rest.Value! : "/";
        }

        RoutePrefix? prefix = null;
        if (options.Route.Length > 0 && path != TokenPath)
        {
            prefix = RoutePrefix.Match(options.Route, path);
            if (prefix is null)
            {
                Answer.WriteProblem(context, KnownProblems.UnknownResource());
                return;
            }

            path = prefix.Rest;
            if (prefix.Complete)
            {
                context.Request.PathBase = context.Request.PathBase.Add(prefix.Text);
            }
        }

        await simulation.Latency.ThawAsync();
        if (path == "/connect/token")
        {
            await _tokens.HandleAsync(context, isProxy: false);
        }
        else if (!simulation.Limiter.Admits(options, out var wait))
        {
            await RefuseAsync(context, path, wait);
        }
        else if (path == "/batch" && options.NoBatch != StatusCodes.Status404NotFound)
        {
            var open = simulation.Breaker.Remaining(options);
            await _batch.HandleAsync(context, open is null ? FaultKind.None : FaultKind.Breaker, open);
        }
        else if (path.StartsWith(DataPath, StringComparison.Ordinal))
        {
            await _resources.HandleAsync(context, path[DataPath.Length..]);
        }
        else if (path == TokenPath)
        {
            await _tokens.HandleAsync(context, isProxy: true);
        }
        else
        {
            _discovery.Handle(context, path, prefix is { Complete: false } ? prefix.Text : "");
        }
    }

    private Task RefuseAsync(HttpContext context, string path, TimeSpan wait)
    {
        if (path == "/batch")
        {
            return _batch.HandleAsync(context, FaultKind.Throttle, wait);
        }

        Refusals.Write(context, simulation, FaultKind.Throttle, wait);
        return Task.CompletedTask;
    }
}
