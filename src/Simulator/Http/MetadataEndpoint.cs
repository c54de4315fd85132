using System.Buffers;
using System.Text.Json;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Simulator.Schema;
using EdFi.BatchPerf.Simulator.World;

namespace EdFi.BatchPerf.Simulator.Http;

/// <summary>What the server says of its resources: the list of its OpenAPI documents, and the document of resources.</summary>
internal sealed class MetadataEndpoint(Simulation simulation)
{
    public const string ListPath = "/metadata/specifications";
    private const string DocumentPath = ListPath + "/resources-spec.json";

    /// <summary>False where the request is none of its own.</summary>
    public bool TryHandle(HttpContext context, string path)
    {
        var state = simulation.Options.Metadata;
        if (!HttpMethods.IsGet(context.Request.Method)
            || state is MetadataState.NotFound or MetadataState.Unlisted
            || path is not (ListPath or DocumentPath))
        {
            return false;
        }

        simulation.Counts.ResourceRequested(path[1..], context.Request.Method);
        if (path == ListPath)
        {
            Answer.Write(
                context,
                StatusCodes.Status200OK,
                Answer.JsonUtf8,
                writer => WriteList(writer, DiscoveryEndpoint.BaseUrl(context.Request)),
                indented: true);
            return true;
        }

        var document = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(document, Answer.Plain))
        {
            new OpenApiWriter(writer, flagsReferences: state != MetadataState.FlatFlags)
                .Write(simulation.Catalog.Resources, DiscoveryEndpoint.BaseUrl(context.Request) + "/data");
        }

        var length = state == MetadataState.Damaged ? document.WrittenCount / 2 : document.WrittenCount;
        Answer.Begin(context, StatusCodes.Status200OK, Answer.JsonUtf8).Write(document.WrittenSpan[..length]);
        return true;
    }

    private static void WriteList(Utf8JsonWriter writer, string baseUrl)
    {
        writer.WriteStartArray();
        writer.WriteStartObject();
        writer.WriteString("name", "Resources");
        writer.WriteString("endpointUri", baseUrl + DocumentPath);
        writer.WriteString("prefix", "");
        writer.WriteEndObject();
        writer.WriteStartObject();
        writer.WriteString("name", "Descriptors");
        writer.WriteString("endpointUri", baseUrl + ListPath + "/descriptors-spec.json");
        writer.WriteString("prefix", "");
        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
