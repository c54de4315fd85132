using System.Text.Json.Serialization;

namespace EdFi.BatchPerf.Files.Runs;

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(RunDocument))]
[JsonSerializable(typeof(IReadOnlyList<BatchAtomicityResult>))]
[JsonSerializable(typeof(BatchSizeStudy))]
[JsonSerializable(typeof(BatchCapacity))]
internal sealed partial class RunJsonContext : JsonSerializerContext;
