using EdFi.BatchPerf.Cli.Output;
using EdFi.BatchPerf.Jobs.Loads;
using EdFi.BatchPerf.Questions.Comparison;
using EdFi.BatchPerf.Questions.Thresholds;

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
