using EdFi.BatchPerf.Questions.Atomicity;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Jobs.Options;

/// <content>Options of a test of atomicity.</content>
internal static partial class JobOptionTable
{
    private const int MostOfTest = 1000;
    private static readonly TimeSpan LongestSettling = TimeSpan.FromMinutes(10);
    private static readonly AtomicityPlan UsualTest = new();

    /// <summary>Options of a test of atomicity.</summary>
    public static IReadOnlyList<JobOption> Atomicity { get; } =
    [
        new("Poison", OptionType.ManyOf<AtomicityPoison>(), UsualTest, nameof(AtomicityPlan.Poisons))
        {
            Help = static () => $"How a batch is made to fail: {string.Join(", ", Enum.GetNames<AtomicityPoison>())}.",
            DefaultWords = $"all but {AtomicityPoison.Cancellation}",
        },
        new("Position", OptionType.List("n ...", static positions => positions), UsualTest, nameof(AtomicityPlan.Positions))
        {
            Help = static () => "Position of the poison in the batch: First, Middle, Last or positions from 0.",
            DefaultWords = string.Join(' ', AtomicityPositions.Names),
        },
        new("Cancel", OptionType.Flag, UsualTest, nameof(AtomicityPlan.Cancel))
        {
            Name = "cancelBatch",
            Help = static () => "Also gives up a batch in mid-flight.",
        },
        new("ClientCount", OptionType.Whole(0, MostOfTest), UsualTest, nameof(AtomicityPlan.LoadClients))
        {
            Name = "loadClients",
            Help = static () => "Tries every case a second time while this many clients load the server.",
        },
        new("CancelAfter", OptionType.Time(RunOptionTable.Shortest, Longest), UsualTest, nameof(AtomicityPlan.CancelAfter))
        {
            Help = static () => "Time after which that batch is given up.",
            DefaultWords = "half of the time that the first batch took",
        },
        new("SettleTime", OptionType.Time(TimeSpan.Zero, LongestSettling), UsualTest, nameof(AtomicityPlan.SettleTime))
        {
            Help = static () => "Time for which a batch without an answer may still be committed, before its documents are read back.",
        },
        new("ForbiddenOperation", OptionType.Text("json", OperationSetting.Read), UsualTest, nameof(AtomicityPlan.ForbiddenOperation))
        {
            Help = static () => "An operation that the claim set does not allow, as JSON.",
            DefaultWords = "the creation of a school year",
        },
        new("KeepSurvivors", OptionType.Flag, UsualTest, nameof(AtomicityPlan.KeepSurvivors))
        {
            Help = static () => "Leaves a batch with survivors as it was found.",
        },
        new(RunOptionTable.BatchTripleCount, RunOptionTable.BatchTripleCount.Type, UsualTest, nameof(AtomicityPlan.TripleCount)),
        new(RunOptionTable.Repeat, OptionType.Whole(1, MostOfTest), UsualTest, nameof(AtomicityPlan.Rounds)),
        new(
            RunOptionTable.RequestTimeout,
            OptionType.Time(RunOptionTable.Shortest, Longest),
            UsualTest,
            nameof(AtomicityPlan.RequestTimeout)),
    ];
}
