using System.Globalization;
using EdFi.BatchPerf.Jobs.Studies;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Jobs.Options;

/// <content>Options of a study of batch sizes.</content>
internal static partial class JobOptionTable
{
    private static readonly SizeRequest UsualSizes = new();

    /// <summary>The batch sizes, which make the console's run a study of them.</summary>
    public static JobOption BatchSizes { get; } = new(
        "BatchTripleCount",
        OptionType.WholeList(1, RunOptionTable.MostTriples),
        UsualSizes,
        nameof(SizeRequest.Sizes))
    {
        Name = "measureBatchSize",
        Help = static () => string.Create(
            CultureInfo.InvariantCulture,
            $"Measures these batch sizes, in triples, in turns and several times each; recommends one. {new OptionKey("TestType")} and "
                + $"{new OptionKey("BatchTripleCount")} are ignored; {new OptionKey("ClientCount")} is {UsualSizes.ClientCount}, "
                + $"{new OptionKey("Duration")}, of each run, {OptionType.Text(UsualSizes.Duration)} and {new OptionKey("Repeat")} "
                + $"{UsualSizes.Repeat} by default. File: {SizeRequest.FileName}."),
        DefaultWords = "",
    };

    /// <summary>Options of a study of batch sizes.</summary>
    public static IReadOnlyList<JobOption> Sizes { get; } =
    [
        BatchSizes,
        new("FindLimit", OptionType.Flag, UsualSizes, nameof(SizeRequest.FindLimit))
        {
            Help = static () => $"With {new OptionKey("MeasureBatchSize")}: finds the server's batch limit by trying, with batches that "
                + "cannot write.",
        },
        new("KneeTolerance", OptionType.Share, UsualSizes, nameof(SizeRequest.KneeTolerance))
        {
            Help = static () => $"With {new OptionKey("MeasureBatchSize")}: how far below the best the recommended size may lie.",
        },
        new("FailureLimit", OptionType.Share, UsualSizes, nameof(SizeRequest.FailureLimit))
        {
            Help = static () => $"With {new OptionKey("MeasureBatchSize")}: share of failed batches above which a size is never "
                + "recommended.",
        },
        new(RunOptionTable.Repeat, RunOptionTable.Repeat.Type, UsualSizes, nameof(SizeRequest.Repeat)),
        new(RunOptionTable.ClientCount, RunOptionTable.ClientCount.Type, UsualSizes, nameof(SizeRequest.ClientCount)),
        new(RunOptionTable.Duration, OptionType.Time(RunOptionTable.Shortest, Longest), UsualSizes, nameof(SizeRequest.Duration)),
    ];
}
