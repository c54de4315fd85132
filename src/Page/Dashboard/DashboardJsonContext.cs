using System.Text.Json.Serialization;

namespace EdFi.BatchPerf.Page.Dashboard;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LoadRequest))]
internal sealed partial class DashboardJsonContext : JsonSerializerContext;
