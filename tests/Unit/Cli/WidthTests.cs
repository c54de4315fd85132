using EdFi.BatchPerf.Cli.Output;
using EdFi.BatchPerf.Jobs.Loads;
using EdFi.BatchPerf.Jobs.Runs;
using EdFi.BatchPerf.Jobs.Screens;
using EdFi.BatchPerf.Questions.Thresholds;

namespace EdFi.BatchPerf.Unit.Cli;

/// <summary>What the console shows fits the window, whatever its width.</summary>
public sealed class WidthTests(FailingRun failing) : IClassFixture<FailingRun>
{
    private const string LongName = "studentEducationOrganizationResponsibilityAssociations-batch-10";

    public static TheoryData<int> Widths => [.. Enumerable.Range(0, 9).Select(static i => 40 + (20 * i)), 41, 79, 99];

    [Theory]
    [MemberData(nameof(Widths))]
    public void The_summary_of_a_run_fits_and_shows_failures_and_p95(int width)
    {
        var thresholds = ThresholdParser.Parse("p95 < 250ms").Test(ThresholdSubject.Of(failing.Run));

        var shown = Shown(width, output => AnswerSummary.Write(output, width, new LoadEnd(failing.Run) { Tested = thresholds }));

        AssertFits(width, shown);
        var header = shown.Split('\n').First(static line => line.StartsWith("Name ", StringComparison.Ordinal));
        Assert.Contains(" p95 ms", header, StringComparison.Ordinal);
        Assert.Contains(" Failed", header, StringComparison.Ordinal);
        Assert.Contains("p95", shown, StringComparison.Ordinal);
        Assert.Equal(header.Contains("Failed ms", StringComparison.Ordinal), !shown.Contains("Left out for lack of room", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Studies_and_tests_of_atomicity_fit(int width)
    {
        var point = new BatchSizePoint
        {
            TripleCount = 100, OperationCount = 300, CommittedOperationsPerSecond = 12_345.6, CommittedOperationsPerSecondLow = 12_000,
            CommittedOperationsPerSecondHigh = 12_999, P50Ms = 1234.5, P95Ms = 2345.6, P99Ms = 3456.7, MsPerOperation = 1.234, ClientLimited = true,
        };
        var study = new BatchSizeStudy { Server = new Uri("http://127.0.0.1:1"), Points = [point, point], Notes = [LongName + " was left out."] };
        var step = new BatchCapacityStep
        {
            RunId = "r", Number = 12, Load = 1234.567, Outcome = CapacityOutcome.ClientLimited, BatchesPerSecond = 1234.5, P50Ms = 1234.5,
            P95Ms = 2345.6, P99Ms = 3456.7, FailureRate = 0.1234, CommittedOperationsPerSecond = 12_345,
        };
        var capacity = new BatchCapacity { Server = study.Server, Steps = [step], Message = "A message of many words that needs more room than there is." };
        var test = new BatchAtomicityResult
        {
            RunId = "r", Scenario = "s", Name = LongName, Poison = default, Position = 12, LoadClients = 100, Verdict = AtomicityVerdict.NotProvoked,
            Found = default, ExpectedStatus = 400, BatchStatus = 500, SurvivorCount = 12, Detail = "",
        };

        var shown = Shown(width, output =>
        {
            StudySummary.Write(output, width, study);
            StudySummary.Write(output, width, capacity);
            AtomicitySummary.Write(output, width, [test]);
        });

        AssertFits(width, shown);
        Assert.Equal(2, shown.Split('\n').Count(static line => line.Contains(" p95 ms", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Help_and_the_list_of_metrics_fit(int width) => AssertFits(width, Shown(width, output =>
    {
        HelpText.Write(output, width);
        MetricList.Write(output, width);
    }));

    [Fact]
    public void Help_that_goes_to_a_pager_fits_a_usual_terminal() => AssertFits(80, Shown(null, static output => HelpText.Write(output, width: null)));

    [Fact]
    public void A_table_that_goes_to_a_file_keeps_every_column_and_name()
    {
        var shown = Shown(null, static output => TextTable.Write(output, null, [new("Name"), new("First", 9), new("Second", 1)], [[LongName, "1", "2"]]));

        Assert.Contains($"{LongName}      1       2", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_leaves_out_the_least_important_columns_before_it_shortens_names_and_the_others_after()
    {
        string At(int width) => Shown(width, output => TextTable.Write(
            output, width, [new("Name"), new("Kept"), new("Least", 9), new("More", 1)], [[LongName, "1", "2", "3"]])).Split('\n')[0];

        Assert.Equal("Kept Least More", Columns(At(100)));
        Assert.Equal("Kept More", Columns(At(78)));
        Assert.Equal("Kept More", Columns(At(40)));
        Assert.Equal("Kept", Columns(At(35)));
        static string Columns(string line) => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..]);
    }

    [Fact]
    public void Progress_fits_every_width_and_always_shows_failures_and_p95()
    {
        for (var width = 40; width <= 200; width++)
        {
            var progress = new RunProgress(failing.Plan).Of(failing.Run);
            var line = FittedLine.Of(progress.Status, width);

            Assert.True(line.Length <= width, line);
            Assert.Contains(" failed", line, StringComparison.Ordinal);
            Assert.Contains("p95 ", line, StringComparison.Ordinal);
            Assert.Equal(width > 120 || line.EndsWith(failing.Run.Server.ToString(), StringComparison.Ordinal), line.Contains("http", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_word_longer_than_the_window_stays_whole_so_that_a_path_can_be_copied()
    {
        var path = "/" + new string('x', 100);

        Assert.Contains(path, Shown(40, output => output.WriteLine($"error: '{path}' cannot be written, for there is no room on the disk.")), StringComparison.Ordinal);
    }

    private static string Shown(int? width, Action<TextWriter> write)
    {
        var text = new StringWriter { NewLine = "\n" };
        write(new ScreenWriter(text, () => width));
        return text.ToString();
    }

    private static void AssertFits(int width, string shown) => Assert.All(
        shown.Split('\n'),
        line => Assert.True(line.TrimEnd('\r').Length <= width || !line.Trim().Contains(' ', StringComparison.Ordinal), $"{line.Length} > {width}: {line}"));
}
