using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.Identity;

namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>
/// Mark that tells natural keys which this tool made from those of others: the text BatchPerf, or one of its numbers. A document that bears
/// it may be sent even where the server does not show whether it is there.
/// </summary>
internal static class FixtureMark
{
    /// <summary>The text.</summary>
    public const string Text = "BatchPerf";

    /// <summary>True where a value of the key is one of this tool's.</summary>
    public static bool IsIn(JsonObject naturalKey) => Json.Values(naturalKey).Any(IsOurs);

    private static bool IsOurs(JsonValue value)
        => value.TryGetValue<string>(out var text) ? text.Contains(Text, StringComparison.OrdinalIgnoreCase)
            : value.TryGetValue<long>(out var number) && OrganizationNumbers.IsOne(number);
}
