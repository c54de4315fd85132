using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Files.Journals;

/// <summary>Format of a journal's header: JSON in one line, enums by name, the plan without its compiled scenarios.</summary>
internal static class JournalJson
{
    /// <summary>Options for writing: generated code, because the header is written before a run's first batch and would delay it.</summary>
    public static JsonSerializerOptions Writing { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        IgnoreReadOnlyProperties = true,
        Converters = { new SegmentJson() },
        TypeInfoResolver = JournalJsonContext.Default.WithAddedModifier(LeaveOutScenarios),
    };

    /// <summary>Options for reading, by reflection: generated code cannot make a plan whose scenarios are left out.</summary>
    public static JsonSerializerOptions Reading { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter(), new SegmentJson() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutScenarios } },
    };

    /// <summary>True for a property that is not stored, and so is null when it is read.</summary>
    public static bool IsLeftOut(PropertyInfo property) =>
        property.DeclaringType == typeof(RunPlan) && property.PropertyType == typeof(IReadOnlyList<ScenarioShare>);

    private static void LeaveOutScenarios(JsonTypeInfo type)
    {
        if (type.Type == typeof(RunPlan)
            && type.Properties.FirstOrDefault(static p => p.PropertyType == typeof(IReadOnlyList<ScenarioShare>)) is { } scenarios)
        {
            type.Properties.Remove(scenarios);
        }
    }
}
