using EdFi.BatchPerf.Cli.Output;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Jobs.Loads;
using EdFi.BatchPerf.Questions.Comparison;
using EdFi.BatchPerf.Questions.Thresholds;
using EdFi.BatchPerf.Unit.Comparison;

namespace EdFi.BatchPerf.Unit.Cli;

/// <summary>What summaries say first and last.</summary>
public sealed class SummaryWordsTests(FailingRun failing) : IClassFixture<FailingRun>
{
    [Fact]
    public void Failures_are_listed_by_kind_with_how_many_texts_there_are()
    {
        var output = new StringWriter { NewLine = "\n" };

        RunSummary.Write(output, null, failing.Run);

        var group = FailureGroup.Of(failing.Run.Errors)[0];
        Assert.Contains($"  {group.Occurrences} × 500 ServerError", output.ToString(), StringComparison.Ordinal);
        Assert.Contains($"Whole run: {failing.Run.Totals.Batches} batches: ", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Failures_come_first_then_judgement_limits_baseline_figures_and_verdict()
    {
        var output = new StringWriter { NewLine = "\n" };
        var tested = ThresholdParser.Parse("requests > 1e9").Test(ThresholdSubject.Of(failing.Run));
        var baseline = new BaselineFindings { Baseline = failing.Run.ToDocument() };

        AnswerSummary.Write(output, null, new LoadEnd(failing.Run) { Tested = tested, Baseline = baseline });

        Ordered.AssertIn(
            output.ToString(),
            $"\n{failing.Run.FailureSummary}\n",
            "\nBad: ",
            "The limit is not kept.",
            "\nLimits:\n  FAIL Aggregated: requests is ",
            "\nAgainst the baseline, run ",
            "\nMeasured for ",
            "\nName ",
            "\nWhole run: ",
            "\nVerdict: ");
    }

    /// <summary>What five kinds leave out is never left unsaid: in a run that was looked at, it held 97 % of the failures.</summary>
    [Theory]
    [InlineData("Failures by kind:", null, 900, 50, 30, 12, 8)]
    [InlineData("The 5 most frequent of 7 kinds of failure:", "  6 × all others (0.6 % of 1,000 failures)", 900, 50, 20, 14, 10, 4, 2)]
    [InlineData("The 5 most frequent of 6 kinds of failure:", "  1 × all others (16.7 % of 6 failures)", 1, 1, 1, 1, 1, 1)]
    public void Kinds_beyond_the_five_most_frequent_are_counted_in_a_line_of_their_own(string head, string? rest, params int[] occurrences)
    {
        var output = new StringWriter { NewLine = "\n" };
        var errors = occurrences.Select(static (count, i) => new DistinctError
        {
            Kind = ErrorKind.ServerError, StatusCode = 500 + i, Name = "students-batch-10", Message = "it failed", Occurrences = count,
        });

        AnswerSummary.Write(output, null, new LoadEnd(StoredRuns.Of(MadeRuns.Document("a", ms: 60) with { Errors = [.. errors.Reverse()] })));

        var lines = output.ToString().Split('\n').SkipWhile(line => line != head).ToList();
        Assert.Equal(Math.Min(5, occurrences.Length), lines.Count(static l => l.EndsWith(" ServerError:", StringComparison.Ordinal)));
        Assert.Equal(rest, lines.SingleOrDefault(static l => l.Contains("all others", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Atomic: none of 1 batch left a part of itself behind.", AtomicityVerdict.Atomic)]
    [InlineData("Not atomic: 1 of 2 batches left a part of itself behind (1 Atomic, 1 Survived).", AtomicityVerdict.Survived, AtomicityVerdict.Atomic)]
    [InlineData("Not atomic: 1 of 2 batches left a part of itself behind (1 Survived, 1 Unknown).", AtomicityVerdict.Unknown, AtomicityVerdict.Survived)]
    [InlineData("Not proven atomic: 1 Atomic, 1 NotProvoked.", AtomicityVerdict.Atomic, AtomicityVerdict.NotProvoked)]
    public void A_test_of_atomicity_answers_before_its_table(string answer, params AtomicityVerdict[] verdicts)
    {
        var output = new StringWriter { NewLine = "\n" };

        AtomicitySummary.Write(output, null, [.. verdicts.Select(Result)]);

        Assert.StartsWith("\n" + answer + "\n\nVerdict ", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(verdicts.Any(static v => v != AtomicityVerdict.Atomic), output.ToString().EndsWith(answer + "\n", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/data/ed-fi/students", "POST", "/data/ed-fi/students")]
    [InlineData("/data/ed-fi/students/{id}", "PUT", "PUT /data/ed-fi/students/{id}")]
    [InlineData("Aggregated", null, "Aggregated")]
    public void Rows_of_one_name_are_told_apart_by_their_method(string name, string? method, string shown) =>
        Assert.Equal(shown, new BatchMetrics { Name = name, Method = method }.ShownName);

    private static BatchAtomicityResult Result(AtomicityVerdict verdict) => new()
    {
        RunId = "r", Scenario = "s", Name = "students-batch-4", Poison = default, Verdict = verdict, Found = default, Detail = "",
        SurvivorCount = verdict == AtomicityVerdict.Survived ? 1 : 0,
    };
}
