using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Jobs.Hosting;

/// <summary>Sentences about a connection that is opened.</summary>
internal static class ConnectionWords
{
    /// <summary>The server and the key, before anything is sent.</summary>
    public static string Opening(ConnectOptions options) => $"Connecting to {options.BaseUrl} as {options.Key}.";

    /// <summary>What the server said of itself, and where batches go and tokens come from.</summary>
    public static string Opened(ApiConnection connection) =>
        $"Connected: {connection.ApplicationName ?? "a server without discovery"}"
        + (connection.Version is { } version ? $" {version}" : "")
        + $", data standard {connection.DataStandard ?? "not known"}; batches go to {connection.BatchUrl}, tokens come from "
        + $"{connection.TokenUrl}.";
}
