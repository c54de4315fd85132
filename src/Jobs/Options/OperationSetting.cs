using System.Text.Json;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Jobs.Options;

/// <summary>Reads an operation that was written as JSON, as an operation of a batch is.</summary>
internal static class OperationSetting
{
    /// <summary>The operation; null where none was given.</summary>
    /// <exception cref="BatchPerfException"><c>InvalidSetting</c>.</exception>
    public static BatchOperation? Read(SettingValue? value)
    {
        if (value is null)
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(value.Text);
            var root = json.RootElement;
            return new BatchOperation
            {
                Op = Kind(root.GetProperty("op").GetString()),
                Resource = root.GetProperty("resource").GetString() is { Length: > 0 } resource
                    ? resource
                    : throw new FormatException("The resource is empty."),
                Document = Raw(root, "document"),
                NaturalKey = Raw(root, "naturalKey"),
                DocumentId = root.TryGetProperty("documentId", out var id) ? id.GetString() : null,
                IfMatch = root.TryGetProperty("ifMatch", out var tag) ? tag.GetString() : null,
            };
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException
            or ArgumentException or FormatException)
        {
            throw new BatchPerfException(
                "InvalidSetting",
                ProblemKind.InvalidInput,
                $"The option {value.Origin} is not an operation: {exception.Message}",
                """Write JSON like {"op":"create","resource":"schoolYearTypes","document":{...}}.""",
                exception);
        }
    }

    private static OperationKind Kind(string? name)
    {
        foreach (var kind in Enum.GetValues<OperationKind>())
        {
            if (string.Equals(kind.ToString(), name, StringComparison.OrdinalIgnoreCase))
            {
                return kind;
            }
        }

        throw new FormatException($"'{name}' is none of create, update and delete.");
    }

    private static string? Raw(JsonElement operation, string name) =>
        operation.TryGetProperty(name, out var value) ? value.GetRawText() : null;
}
