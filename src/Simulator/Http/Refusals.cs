using EdFi.BatchPerf.Simulator.Faults;
using EdFi.BatchPerf.Simulator.World;

namespace EdFi.BatchPerf.Simulator.Http;

/// <summary>The answers, or the silence, of a server that does not want to work.</summary>
internal static class Refusals
{
    public static void Write(HttpContext context, Simulation simulation, FaultKind fault)
    {
        switch (fault)
        {
            case FaultKind.Drop:
                simulation.Counts.Dropped(afterCommit: false);
                context.Abort();
                break;
            case FaultKind.Throttle:
                Answer.WriteEmpty(context, StatusCodes.Status429TooManyRequests);
                break;
            default:
                context.Response.Headers.RetryAfter = "1";
                Answer.WriteEmpty(context, StatusCodes.Status503ServiceUnavailable);
                break;
        }
    }
}
