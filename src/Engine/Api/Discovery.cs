using System.Text.Json;

namespace EdFi.BatchPerf.Api;

/// <summary>Content of a server's discovery document, the answer to <c>GET {baseUrl}/</c>.</summary>
internal sealed record Discovery
{
    public string? Version { get; init; }

    public string? ApplicationName { get; init; }

    public string? DataStandard { get; init; }

    public string? OAuth { get; init; }

    public string? DataManagementApi { get; init; }

    public string? BatchApi { get; init; }

    public string? OpenApiMetadata { get; init; }

    /// <summary>Null when the body is not a discovery document.</summary>
    public static Discovery? TryRead(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object
                || !root.TryGetProperty("urls", out var urls)
                || urls.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            return new Discovery
            {
                Version = Text(root, "version"),
                ApplicationName = Text(root, "applicationName"),
                DataStandard = EdFiModelVersion(root),
                OAuth = Text(urls, "oauth"),
                DataManagementApi = Text(urls, "dataManagementApi"),
                BatchApi = Text(urls, "batchApi"),
                OpenApiMetadata = Text(urls, "openApiMetadata"),
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? EdFiModelVersion(JsonElement root)
    {
        if (!root.TryGetProperty("dataModels", out var models) || models.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        foreach (var model in models.EnumerateArray())
        {
            if (model.ValueKind == JsonValueKind.Object && string.Equals(Text(model, "name"), "Ed-Fi", StringComparison.OrdinalIgnoreCase))
            {
                return Text(model, "version");
            }
        }

        return null;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? PlainText.Line(value.GetString()) : null;
}
