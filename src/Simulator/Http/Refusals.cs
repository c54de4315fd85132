using EdFi.BatchPerf.Simulator.Faults;
using EdFi.BatchPerf.Simulator.World;

namespace EdFi.BatchPerf.Simulator.Http;

/// <summary>The answers, or the silence, of a server that does not want to work.</summary>
internal static class Refusals
{
    private static readonly TimeSpan Shortly = TimeSpan.FromSeconds(1);

    /// <summary>True where the request is refused without being read.</summary>
    public static bool IsBlind(FaultKind fault) =>
        fault is FaultKind.Drop or FaultKind.Throttle or FaultKind.Unavailable or FaultKind.Breaker;

    /// <param name="context">The request.</param>
    /// <param name="simulation">Simulation that received the request.</param>
    /// <param name="fault">One that <see cref="IsBlind"/>.</param>
    /// <param name="wait">Wait that the client is asked for; null for a second.</param>
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
                dialect.WriteBroken(context, wait ?? Shortly);
                break;
            default:
                dialect.WriteUnavailable(context, Shortly);
                break;
        }
    }
}
