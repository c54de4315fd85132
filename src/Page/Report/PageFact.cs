using System.Text.Json;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Page.Report;

/// <summary>A setting of the run as the page shows it.</summary>
/// <param name="Key">Its name in the plan's JSON.</param>
/// <param name="Words">Heading of the setting.</param>
/// <param name="VolumeWords">Heading of the setting in a Volume run.</param>
/// <param name="WhenTrue">Text for true.</param>
/// <param name="WhenFalse">Text for false; null where false is not shown.</param>
/// <param name="VolumeOnly">True where only Volume runs have it.</param>
internal sealed record PageFact(string Key, string Words, string VolumeWords, string? WhenTrue, string? WhenFalse, bool VolumeOnly)
{
    /// <summary>Settings that have a row, in its order.</summary>
    public static IEnumerable<PageFact> All => PlanFacts.All.Where(static fact => fact.HasRow).Select(Of);

    private static PageFact Of(PlanFact fact) => new(
        JsonNamingPolicy.CamelCase.ConvertName(fact.Property),
        fact.Words,
        fact.VolumeWords ?? fact.Words,
        fact.WhenTrue,
        fact.WhenFalse,
        fact.VolumeOnly);
}
