using System.Text.Json.Serialization;

namespace EdFi.BatchPerf.Reporting.Runs;

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(RunDocument))]
[JsonSerializable(typeof(IReadOnlyList<BatchAtomicityResult>))]
internal sealed partial class RunJsonContext : JsonSerializerContext;
