using System.Text.Json.Serialization;

namespace EdFi.BatchPerf.Page.Report;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IEnumerable<PageFact>))]
[JsonSerializable(typeof(PageFindings))]
[JsonSerializable(typeof(IEnumerable<PageMetric>))]
internal sealed partial class PageJsonContext : JsonSerializerContext;
