using System.Text.Json.Serialization;

namespace EdFi.BatchPerf.Files.Runs;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ArchivedRun))]
[JsonSerializable(typeof(ArchivedParts))]
internal sealed partial class ArchiveJsonContext : JsonSerializerContext;
