using System.Globalization;
using EdFi.BatchPerf.Jobs.Studies;
using EdFi.BatchPerf.Questions.Capacity;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Jobs.Options;

/// <content>Options of a search for capacity.</content>
internal static partial class JobOptionTable
{
    private const double LeastLoad = 0.001;
    private const double MostLoad = 1_000_000;
    private const int MostRepeats = 99;
    private static readonly CapacityRequest UsualCapacity = new();

    /// <summary>The kind of load that is varied, which makes the console's run a search for capacity.</summary>
    public static JobOption CapacityLoadKind { get; } =
        new("Search", OptionType.OneOf<CapacityLoad>(), UsualCapacity, nameof(CapacityRequest.Search))
    {
        Name = "findCapacity",
        Help = static () => string.Create(
            CultureInfo.InvariantCulture,
            $"Searches the highest load that keeps every {new OptionKey("Threshold")}: ArrivalRate (batches per second; "
                + $"{new OptionKey("ClientCount")}, {UsualCapacity.ClientCount} by default, may be in flight) or Clients. "
                + $"{new OptionKey("Duration")}, of each run, is {OptionType.Text(UsualCapacity.Duration)} and {new OptionKey("Repeat")} "
                + $"{UsualCapacity.Repeat} by default. Exit code 10 where the answer is not the server's. "
                + $"File: {CapacityRequest.FileName}."),
        DefaultWords = "",
    };

    /// <summary>Options of a search for capacity.</summary>
    public static IReadOnlyList<JobOption> Capacity { get; } =
    [
        CapacityLoadKind,
        new("Start", OptionType.Number(LeastLoad, MostLoad), UsualCapacity, nameof(CapacityRequest.Start))
        {
            Name = "capacityStart",
            Help = static () => $"With {new OptionKey("FindCapacity")}: the load to begin with.",
            DefaultWords = FormattableString.Invariant(
                $"{CapacityRules.UsualRate} batches per second, or {CapacityRules.FewestClients} client"),
        },
        new("Maximum", OptionType.Number(LeastLoad, MostLoad), UsualCapacity, nameof(CapacityRequest.Maximum))
        {
            Name = "capacityMaximum",
            Help = static () => $"With {new OptionKey("FindCapacity")}: the largest load allowed.",
            DefaultWords = FormattableString.Invariant(
                $"{CapacityRules.UsualMostRate} batches per second, or {CapacityRules.UsualMostClients} clients"),
        },
        new("Resolution", OptionType.Share, UsualCapacity, nameof(CapacityRequest.Resolution))
        {
            Name = "capacityResolution",
            Help = static () => $"With {new OptionKey("FindCapacity")}: how near the load that holds and the one that breaks must come.",
        },
        new("Confidence", OptionType.Share, UsualCapacity, nameof(CapacityRequest.Confidence))
        {
            Help = static () => $"With {new OptionKey("FindCapacity")}: confidence required that the reported load holds and that the next "
                + "one breaks, like 99% or 0.99.",
        },
        new("DrainTime", OptionType.Time(TimeSpan.Zero, Longest), UsualCapacity, nameof(CapacityRequest.DrainTime))
        {
            Help = static () => $"With {new OptionKey("FindCapacity")}: pause between runs.",
        },
        new(RunOptionTable.Repeat, OptionType.Whole(1, MostRepeats), UsualCapacity, nameof(CapacityRequest.Repeat)),
        new(RunOptionTable.BatchTripleCount, RunOptionTable.BatchTripleCount.Type, UsualCapacity, nameof(CapacityRequest.TripleCount)),
        new(RunOptionTable.ClientCount, RunOptionTable.ClientCount.Type, UsualCapacity, nameof(CapacityRequest.ClientCount)),
        new(RunOptionTable.Duration, OptionType.Time(RunOptionTable.Shortest, Longest), UsualCapacity, nameof(CapacityRequest.Duration)),
    ];
}
