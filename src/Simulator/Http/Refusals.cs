using EdFi.BatchPerf.Simulator.Faults;
using EdFi.BatchPerf.Simulator.World;

namespace EdFi.BatchPerf.Simulator.Http;

/// <summary>The answers, or the silence, of a server that does not want to work.</summary>
internal static class Refusals
{
    private static readonly TimeSpan Shortly = TimeSpan.FromSeconds(1);

    /// <summary>Whether the request is refused without being looked at.</summary>
    public static bool IsBlind(FaultKind fault) =>
        fault is FaultKind.Drop or FaultKind.Throttle or FaultKind.Unavailable or FaultKind.Breaker;

    /// <param name="context">The request.</param>
    /// <param name="simulation">Whose request it is.</param>
    /// <param name="fault">One that <see cref="IsBlind"/>.</param>
    /// <param name="wait">How long the client is asked to wait; null for a second.</param>
    public static void Write(HttpContext context, Simulation simulation, FaultKind fault, TimeSpan? wait = null)
    {
        var dialect = Dialect.Of(simulation.Options);
        switch (fault)
        {
            case FaultKind.Drop:
                simulation.Counts.Dropped(afterCommit: false);
                context.Abort();
                break;
            case FaultKind.Throttle:
                dialect.WriteThrottled(context, wait ?? Shortly);
                break;
            case FaultKind.Breaker:
                dialect.WriteBroken(context, TimeSpan.FromSeconds(simulation.Options.BreakerDuration));
                break;
            default:
                dialect.WriteUnavailable(context, Shortly);
                break;
        }
    }
}
