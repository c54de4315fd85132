using System.Text.Json;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Simulator.World;

namespace EdFi.BatchPerf.Simulator.Http;

/// <summary>Endpoints of discovery and health.</summary>
internal sealed class DiscoveryEndpoint(Simulation simulation)
{
    private readonly MetadataEndpoint _metadata = new(simulation);

    /// <param name="context">The request.</param>
    /// <param name="path">Its path below the base URL.</param>
    /// <param name="placeholders">Placeholders for segments that the request left out, which follow the base URL in addresses.</param>
    public void Handle(HttpContext context, string path, string placeholders)
    {
        if (path == "/" && HttpMethods.IsGet(context.Request.Method))
        {
            Answer.Write(
                context,
                StatusCodes.Status200OK,
                Answer.JsonUtf8,
                writer => WriteDiscovery(writer, BaseUrl(context.Request) + placeholders),
                indented: true);
        }
        else if (path == "/health" && HttpMethods.IsGet(context.Request.Method))
        {
            Answer.Write(context, StatusCodes.Status200OK, Answer.JsonUtf8, WriteHealth, indented: true);
        }
        else if (!_metadata.TryHandle(context, path))
        {
            Answer.WriteEmpty(context, StatusCodes.Status404NotFound);
        }
    }

    /// <summary>Returns the base URL at which the client reached the server, path base included.</summary>
    public static string BaseUrl(HttpRequest request) => $"{request.Scheme}://{request.Host}{request.PathBase}";

    private void WriteDiscovery(Utf8JsonWriter writer, string baseUrl)
    {
        writer.WriteStartObject();
        writer.WriteString("version", "0.6.0");
        writer.WriteString("applicationName", "Ed-Fi Alliance Data Management Service");
        writer.WriteString("informationalVersion", "Release Candidate 1");
        writer.WriteStartArray("dataModels");
        var standard = simulation.Metadata.DataStandard;
        WriteModel(writer, "Ed-Fi", standard + ".0", "The Ed-Fi Data Standard v" + standard);
        foreach (var extension in simulation.Metadata.Extensions)
        {
            WriteModel(writer, extension.ToUpperInvariant(), "1.0.0", "An extension of the data standard");
        }

        writer.WriteEndArray();
        writer.WriteStartObject("urls");
        writer.WriteString("dependencies", baseUrl + MetadataEndpoint.DependencyPath);
        if (simulation.Options.Metadata != MetadataState.Unlisted)
        {
            writer.WriteString("openApiMetadata", baseUrl + MetadataEndpoint.ListPath);
        }

        var dialect = Dialect.Of(simulation.Options);
        writer.WriteString("oauth", baseUrl + dialect.TokenPath);
        writer.WriteString("dataManagementApi", baseUrl + "/data");
        if (simulation.Options.NoBatch == 0)
        {
            writer.WriteString("batchApi", baseUrl + "/batch");
        }

        dialect.WriteMoreUrls(writer, baseUrl);
        writer.WriteString("xsdMetadata", baseUrl + "/metadata/xsd");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void WriteHealth(Utf8JsonWriter writer)
    {
        var state = simulation.Options.Database == DatabaseState.Up ? "healthy" : "unhealthy";
        var status = char.ToUpperInvariant(state[0]) + state[1..];
        writer.WriteStartObject();
        writer.WriteString("Status", status);
        writer.WriteStartArray("Results");
        WriteResult(writer, "ApplicationHealthCheck", "Healthy", "Application is up and running");
        WriteResult(writer, "DbHealthCheck", status, $"Database connection is {state}.");
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteModel(Utf8JsonWriter writer, string name, string version, string description)
    {
        writer.WriteStartObject();
        writer.WriteString("name", name);
        writer.WriteString("version", version);
        writer.WriteString("informationalVersion", description);
        writer.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter writer, string name, string status, string description)
    {
        writer.WriteStartObject();
        writer.WriteString("Name", name);
        writer.WriteString("Status", status);
        writer.WriteString("Description", description);
        writer.WriteEndObject();
    }
}
