using System.Text.Json.Serialization;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Files.Journals;

/// <summary>
/// Generated code for the objects that a run writes before its first batch; by reflection that takes tens of milliseconds.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(JournalHeader))]
[JsonSerializable(typeof(RunPlan))]
[JsonSerializable(typeof(ScenarioOptions))]
internal sealed partial class JournalJsonContext : JsonSerializerContext;
