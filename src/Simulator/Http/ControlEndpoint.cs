using System.Globalization;
using System.Text.Json;
using EdFi.BatchPerf.Simulator.Configuration;
using EdFi.BatchPerf.Simulator.World;

namespace EdFi.BatchPerf.Simulator.Http;

/// <summary>Endpoints under /simulator/ by which tests read the simulator's counts and change its faults while it runs.</summary>
internal sealed class ControlEndpoint(Simulation simulation)
{
    private static readonly JsonSerializerOptions CountsJson = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public Task HandleAsync(HttpContext context, string action) => (context.Request.Method, action) switch
    {
        ("GET", "counts") => WriteCountsAsync(context),
        ("POST", "faults") => ChangeFaultsAsync(context),
        ("POST", "freeze") => Freeze(context),
        ("POST", "reset-counts") => Reset(context),
        _ => Empty(context, StatusCodes.Status404NotFound),
    };

    private Task WriteCountsAsync(HttpContext context) =>
        context.Response.WriteAsJsonAsync(
            simulation.Counts.Snapshot(simulation.Store, context.Request.Query["holds"] == "all"),
            CountsJson,
            context.RequestAborted);

    private async Task ChangeFaultsAsync(HttpContext context)
    {
        try
        {
            using var json = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
            simulation.Change(options => RuntimeFaults.Apply(options, json.RootElement));
            Answer.WriteEmpty(context, StatusCodes.Status204NoContent);
        }
        catch (Exception e) when (e is JsonException or OptionException)
        {
            await BadRequestAsync(context, e.Message);
        }
    }

    private Task Freeze(HttpContext context)
    {
        if (!double.TryParse(context.Request.Query["ms"], NumberStyles.Float, CultureInfo.InvariantCulture, out var milliseconds)
            || milliseconds is < 0 or > 600_000)
        {
            return BadRequestAsync(context, "freeze needs ?ms= with 0 to 600000 milliseconds.");
        }

        simulation.Latency.Freeze(TimeSpan.FromMilliseconds(milliseconds));
        return Empty(context, StatusCodes.Status204NoContent);
    }

    private Task Reset(HttpContext context)
    {
        simulation.Counts.Reset();
        return Empty(context, StatusCodes.Status204NoContent);
    }

    private static Task Empty(HttpContext context, int status)
    {
        Answer.WriteEmpty(context, status);
        return Task.CompletedTask;
    }

    private static Task BadRequestAsync(HttpContext context, string message)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return context.Response.WriteAsJsonAsync(new { error = message }, CountsJson, context.RequestAborted);
    }
}
