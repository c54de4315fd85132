using System.Text.Json.Serialization;

namespace EdFi.BatchPerf.Jobs.Fleet.Messages;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(FleetTick))]
[JsonSerializable(typeof(FleetAnswer))]
[JsonSerializable(typeof(ServerAddress))]
internal sealed partial class FleetJsonContext : JsonSerializerContext;
