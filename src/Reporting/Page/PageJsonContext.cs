using System.Text.Json.Serialization;
using EdFi.BatchPerf.Reporting.Dashboard;

namespace EdFi.BatchPerf.Reporting.Page;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IEnumerable<PageLimit>))]
[JsonSerializable(typeof(LoadRequest))]
internal sealed partial class PageJsonContext : JsonSerializerContext;
