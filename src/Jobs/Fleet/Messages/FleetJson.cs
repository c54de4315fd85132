using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EdFi.BatchPerf.Jobs.Fleet.Messages;

/// <summary>
/// Ticks and answers as one line of text each: PowerShell's remoting would carry nested objects one level deep, and moments in whole
/// seconds.
/// </summary>
internal static class FleetJson
{
    /// <summary>A tick as it is sent.</summary>
    public static string Write(FleetTick tick) => JsonSerializer.Serialize(tick, FleetJsonContext.Default.FleetTick);

    /// <summary>An answer as it is sent.</summary>
    public static string Write(FleetAnswer answer) => JsonSerializer.Serialize(answer, FleetJsonContext.Default.FleetAnswer);

    /// <summary>A server as a parameter of a machine's command.</summary>
    public static string Write(ServerAddress server) => JsonSerializer.Serialize(server, FleetJsonContext.Default.ServerAddress);

    /// <summary>Reads a server.</summary>
    /// <exception cref="BatchPerfException"><c>TickInvalid</c>.</exception>
    public static ServerAddress ReadServer(string text) => Read(text, FleetJsonContext.Default.ServerAddress) ?? throw Invalid();

    /// <summary>Reads a tick.</summary>
    /// <exception cref="BatchPerfException"><c>TickInvalid</c>.</exception>
    public static FleetTick ReadTick(string text) => Read(text, FleetJsonContext.Default.FleetTick) ?? throw Invalid();

    /// <summary>Reads an answer; null where the text is not an answer.</summary>
    public static FleetAnswer? ReadAnswer(string text) => Read(text, FleetJsonContext.Default.FleetAnswer);

    private static BatchPerfException Invalid() => new(
        "TickInvalid",
        ProblemKind.InvalidInput,
        "The input is not a message of a fleet's controller.",
        "Leave this command to its controller" + new OptionKey("FleetTest").IfOffered(static command => $", {command}")
            + ", which starts it on its machines and talks to it.");

    private static T? Read<T>(string text, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(text, type);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}
