using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Connections that were given to a cmdlet.</summary>
internal static class OpenConnection
{
    /// <summary>Returns the engine's connection behind an open <see cref="BatchConnection"/>.</summary>
    /// <exception cref="BatchPerfException">ConnectionClosed.</exception>
    public static ApiConnection Of(BatchConnection connection) => connection.Closed
        ? throw new BatchPerfException(
            "ConnectionClosed",
            ProblemKind.InvalidInput,
            $"The connection to {connection.BaseUrl} was closed.",
            "Open another one with Connect-BatchApi.")
        : ApiConnection.Of(connection);
}
