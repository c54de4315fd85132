using System.Text.Json.Serialization;

namespace EdFi.BatchPerf.Page.Report;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IEnumerable<PageLimit>))]
internal sealed partial class PageJsonContext : JsonSerializerContext;
