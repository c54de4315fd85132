using System.Text.Json;

namespace EdFi.BatchPerf.Simulator.Schema;

/// <summary>A value that must equal the others of its name in the same document.</summary>
internal readonly record struct UnifiedValue(Field Field, JsonElement Value);
