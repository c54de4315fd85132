using System.Buffers;
using System.Text.Json;
using EdFi.BatchPerf.Simulator.Metadata;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Simulator.World;

namespace EdFi.BatchPerf.Simulator.Http;

/// <summary>Endpoints of the metadata: the OpenAPI documents, and the order in which resources are to be filled.</summary>
internal sealed class MetadataEndpoint(Simulation simulation)
{
    public const string ListPath = "/metadata/specifications";
    public const string DependencyPath = "/metadata/dependencies";
    private const string ResourcesPath = ListPath + "/resources-spec.json";
    private const string DescriptorsPath = ListPath + "/descriptors-spec.json";

    /// <summary>False where the request is none of its own.</summary>
    public bool TryHandle(HttpContext context, string path)
    {
        var state = simulation.Options.Metadata;
        if (!HttpMethods.IsGet(context.Request.Method)
            || state is MetadataState.NotFound or MetadataState.Unlisted
            || path is not (ListPath or ResourcesPath or DescriptorsPath or DependencyPath))
        {
            return false;
        }

        simulation.Counts.ResourceRequested(path[1..], context.Request.Method);
        var baseUrl = DiscoveryEndpoint.BaseUrl(context.Request);
        if (path == ListPath)
        {
            Answer.Write(context, StatusCodes.Status200OK, Answer.JsonUtf8, writer => WriteList(writer, baseUrl), indented: true);
            return true;
        }

        var text = TextOf(path, baseUrl + "/data", state);
        Answer.Begin(context, StatusCodes.Status200OK, Answer.JsonUtf8)
            .Write(text.AsSpan(0, state == MetadataState.Damaged ? text.Length / 2 : text.Length));
        return true;
    }

    private byte[] TextOf(string path, string server, MetadataState state)
    {
        var style = new ServedStyle(state != MetadataState.FlatFlags, simulation.Options.ServedRequired == ServedRequired.All);
        return path switch
        {
            ResourcesPath => simulation.Metadata.Resources(server, style),
            DescriptorsPath => simulation.Metadata.Descriptors(server, style),
            _ => simulation.Metadata.Dependencies(),
        };
    }

    private static void WriteList(Utf8JsonWriter writer, string baseUrl)
    {
        writer.WriteStartArray();
        WriteEntry(writer, "Resources", baseUrl + ResourcesPath);
        WriteEntry(writer, "Descriptors", baseUrl + DescriptorsPath);
        writer.WriteEndArray();
    }

    private static void WriteEntry(Utf8JsonWriter writer, string name, string url)
    {
        writer.WriteStartObject();
        writer.WriteString("name", name);
        writer.WriteString("endpointUri", url);
        writer.WriteString("prefix", "");
        writer.WriteEndObject();
    }
}
