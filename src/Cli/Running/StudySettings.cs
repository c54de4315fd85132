using System.Globalization;
using EdFi.BatchPerf.Cli.Options;
using EdFi.BatchPerf.Questions.Capacity;
using EdFi.BatchPerf.Questions.Sizes;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Cli.Running;

/// <summary>Settings of a study of many runs; its default times are shorter than those of a run.</summary>
internal sealed record StudySettings
{
    private const int UsualClients = 10;
    private const int MostInFlight = 1000;
    private static readonly TimeSpan LongestRun = TimeSpan.FromDays(1);
    private static readonly TimeSpan UsualDuration = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan UsualDrainTime = TimeSpan.FromSeconds(2);

    /// <summary>The sizes of <c>--measureBatchSize</c>, ascending.</summary>
    public IReadOnlyList<int> Sizes { get; init; } = [];

    /// <summary>The kind of load that <c>--findCapacity</c> varies.</summary>
    public CapacityLoad Search { get; init; }

    public int ClientCount { get; init; }

    public TimeSpan Duration { get; init; }

    public TimeSpan DrainTime { get; init; }

    public int Repeat { get; init; }

    public bool FindLimit { get; init; }

    public double KneeTolerance { get; init; }

    public double FailureLimit { get; init; }

    public required CapacityRules Rules { get; init; }

    public IReadOnlyList<string> Thresholds { get; init; } = [];

    /// <exception cref="BatchPerfException">Something is wrong; see the settings' own types.</exception>
    public static StudySettings Read(RunSettings settings)
    {
        var source = settings.Source;
        var capacity = source.OneOf<CapacityLoad>(OwnSettings.FindCapacity);
        var duration = source.Duration(RunOptionTable.Duration.Setting, LongestRun) ?? UsualDuration;
        var repeat = (int?)source.WholeNumber(RunOptionTable.Repeat.Setting, 1, capacity is null ? 1000 : 99) ?? (capacity is null ? 5 : 3);
        var rules = CapacityRules.Of(
            capacity ?? CapacityLoad.ArrivalRate,
            source.PositiveNumber(OwnSettings.CapacityStart, 1_000_000),
            source.PositiveNumber(OwnSettings.CapacityMaximum, 1_000_000),
            duration);
        return new StudySettings
        {
            Sizes = [.. source.List(OwnSettings.MeasureBatchSize).Select(ReadSize).Distinct().Order()],
            Search = capacity ?? CapacityLoad.ArrivalRate,
            ClientCount = settings.Values.Has(RunOptionTable.ClientCount) ? settings.Values.Get<int>(RunOptionTable.ClientCount)
                : capacity is null ? UsualClients
                : MostInFlight,
            Duration = duration,
            DrainTime = source.Duration(OwnSettings.DrainTime, TimeSpan.Zero, CapacitySetting.LongestDrainTime) ?? UsualDrainTime,
            Repeat = repeat,
            FindLimit = source.Flag(OwnSettings.FindLimit) ?? false,
            KneeTolerance = source.Share(OwnSettings.KneeTolerance) ?? SizeAnalysis.DefaultTolerance,
            FailureLimit = source.Share(OwnSettings.FailureLimit) ?? SizeAnalysis.DefaultFailureLimit,
            Rules = rules with
            {
                Repeat = repeat,
                Confidence = source.Share(OwnSettings.Confidence) ?? rules.Confidence,
                Resolution = source.Share(OwnSettings.CapacityResolution) ?? rules.Resolution,
            },
            Thresholds = source.Lines(OwnSettings.Threshold),
        };
    }

    /// <summary>The search with a plan.</summary>
    /// <exception cref="BatchPerfException">A threshold is missing or does not serve; see <see cref="CapacityThresholds"/>.</exception>
    public CapacitySetting Capacity(RunPlan plan) =>
        new() { Plan = plan, Thresholds = CapacityThresholds.Parse(Thresholds), Search = Search, Rules = Rules, DrainTime = DrainTime };

    private static int ReadSize(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
        && size is >= 1 and <= RunOptionTable.MostTriples
        ? size
        : throw new BatchPerfException(
            "InvalidSetting",
            ProblemKind.InvalidInput,
            $"'{text}' (the option --{OwnSettings.MeasureBatchSize.Name}) is not a number of triples.",
            $"Give whole numbers from 1 to {RunOptionTable.MostTriples}, like 1 2 5 10 20 33.");
}
