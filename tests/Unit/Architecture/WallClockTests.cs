namespace EdFi.BatchPerf.Unit.Architecture;

/// <summary>
/// A run measures by the monotonic clock: one type reads the wall clock for it, once, and every moment of a run is that and monotonic time.
/// Whoever else asks for the time of day stands here with the reason; so does whoever subtracts moments.
/// </summary>
public sealed class WallClockTests
{
    private static readonly Dictionary<string, string> MayRead = new(StringComparer.Ordinal)
    {
        ["RunClock"] = "the start of a run, and how far the wall clock has moved since",
        ["StartSignal"] = "whether a start that was given as a time of day has passed",
        ["RetryAfter"] = "a Retry-After that names a time of day, from a server that does not tell its own",
        ["StartFolder"] = "the moment at which all machines of a plan are to begin",
        ["JournalHeader"] = "when a run was prepared, for people",
        ["FleetStart"] = "the common start of several machines",
        ["FleetMember"] = "asked by a controller that measures how far it is off",
        ["MachineLink"] = "how far a machine's clock is off",
        ["RunJournal"] = "when a part of a run was begun, for people",
    };

    private static readonly Dictionary<string, string> MaySubtract = new(StringComparer.Ordinal)
    {
        ["StartFolder"] = "how long it is to a start that was given as a time of day",
        ["RunClock"] = "how far the wall clock has moved, and how far ahead a start is that was given as a time of day",
        ["StartSignal"] = "whether a start that was given as a time of day has passed",
        ["RetryAfter"] = "a Retry-After that names a time of day",
        ["CapacityStudy"] = "moments of one run",
        ["ComparedRun"] = "moments of one run",
        ["JudgedFacts"] = "moments of one stored run",
        ["HistogramFiles"] = "moments of one run",
        ["MachinePart"] = "moments of one run",
        ["MachineClock"] = "how far a machine's clock is off, which is what it measures",
        ["MachineSpan"] = "moments of one run",
        ["MergedRun"] = "from a machine's clock to the axis of all",
        ["MetricsMerger"] = "from a machine's clock to that of the common start",
        ["RunAlignment"] = "runs without a common start, which a note says",
        ["StoredRuns"] = "moments of one stored run",
        ["MeasuredSpan"] = "moments of one run",
        ["PhaseWalk"] = "moments of one run",
        ["ReportSource"] = "moments of one stored run",
        ["ResponseSeries"] = "moments of one run",
        ["ResultFile"] = "the first and the last moment of a file",
        ["RunLookup"] = "moments of one run",
        ["RunSummary"] = "moments of one run",
        ["SideCheck"] = "which runs were made first, for a note",
    };

    private static readonly Dictionary<string, string> MayCount = new(StringComparer.Ordinal)
    {
        ["ErrorCounter"] = "the first and the last moment of one run",
        ["HistogramLogWriter"] = "the start, as the format has it",
        ["JsonText"] = "whether a moment is a date alone, in a document",
        ["LocustHistoryCsv"] = "the second, as the format has it",
        ["LocustIntervalsCsv"] = "the second, as the format has it",
        ["MeasuredTimeline"] = "when a part of a run began, by which its results are known",
        ["MetricsAccumulator"] = "moments of one run",
        ["MetricsMerger"] = "from a machine's clock to that of the common start",
        ["ResultFile"] = "when a part of a run began, by which its results are known",
        ["RunPart"] = "moments of one run",
        ["RunTimeline"] = "the start of one run",
        ["RunWindow"] = "moments of one run; of several, which of them overlap",
    };

    public static TheoryData<string> Rooms => [.. Room.All.Select(static room => room.Name).Where(static name => name != "Simulator")];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Only_those_with_a_reason_read_the_wall_clock(string name) =>
        Assert.Empty(WallClockUses.Readers(Room.Named(name).Library).Except(MayRead.Keys, StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Only_those_with_a_reason_subtract_or_compare_moments(string name) =>
        Assert.Empty(WallClockUses.Differences(Room.Named(name).Library).Except(MaySubtract.Keys, StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Only_those_with_a_reason_make_numbers_of_moments(string name) =>
        Assert.Empty(WallClockUses.Counters(Room.Named(name).Library).Except(MayCount.Keys, StringComparer.Ordinal));

    [Fact]
    public void Nobody_stands_on_a_list_who_does_nothing_of_it()
    {
        string[] libraries = [.. Room.All.Select(static room => room.Library)];
        Assert.Empty(MayRead.Keys.Except(libraries.SelectMany(WallClockUses.Readers), StringComparer.Ordinal));
        Assert.Empty(MaySubtract.Keys.Except(libraries.SelectMany(WallClockUses.Differences), StringComparer.Ordinal));
        Assert.Empty(MayCount.Keys.Except(libraries.SelectMany(WallClockUses.Counters), StringComparer.Ordinal));
    }

    [Fact]
    public void Readings_and_differences_are_found_also_in_lambdas_and_of_nullable_moments()
    {
        var tests = typeof(WallClockTests).Assembly.Location;

        Assert.Contains(nameof(WallClockSample), WallClockUses.Readers(tests));
        Assert.Contains(nameof(WallClockSample), WallClockUses.Differences(tests));
        Assert.Contains(nameof(WallClockSample), WallClockUses.Counters(tests));
    }
}
