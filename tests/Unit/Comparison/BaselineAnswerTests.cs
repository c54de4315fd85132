using EdFi.BatchPerf.Questions.Comparison;

namespace EdFi.BatchPerf.Unit.Comparison;

public sealed class BaselineAnswerTests
{
    public static TheoryData<ComparisonVerdict[], string, ComparisonVerdict, string> Answers => new()
    {
        { [ComparisonVerdict.Slower, ComparisonVerdict.Faster], "Mixed", ComparisonVerdict.Worse, "Worse than the baseline in p (+12.5 %); better in p (+12.5 %)." },
        { [ComparisonVerdict.Worse, ComparisonVerdict.Unproven], "Worse", ComparisonVerdict.Worse, "Worse than the baseline in p (+12.5 %)." },
        { [ComparisonVerdict.Better, ComparisonVerdict.Same], "Better", ComparisonVerdict.Better, "Better than the baseline in p (+12.5 %), and no figure is proven worse." },
        { [ComparisonVerdict.Same, ComparisonVerdict.Same], "Same", ComparisonVerdict.Same, "No figure differs from the baseline by more than the smallest difference that matters." },
        { [ComparisonVerdict.Same, ComparisonVerdict.Unproven], "Unproven", ComparisonVerdict.Unproven, "The figures prove neither a difference from the baseline nor that there is none." },
        { [], "Unproven", ComparisonVerdict.Unproven, "The figures prove neither a difference from the baseline nor that there is none." },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void All_figures_together_give_one_word_and_a_sentence_that_names_those_which_prove_it(
        ComparisonVerdict[] verdicts, string word, ComparisonVerdict verdict, string sentence)
    {
        var answer = Findings([.. verdicts.Select(static v => Row(v, BatchMetrics.AggregatedName)), Row(ComparisonVerdict.Slower, "one-name")]).Answer;

        Assert.Equal((word, verdict), (answer.Word, answer.Verdict));
        Assert.Equal(sentence, answer.Sentence.Replace("Response time p", "p", StringComparison.Ordinal));
    }

    [Fact]
    public void Runs_that_cannot_be_compared_say_why_and_what_to_do()
    {
        var answer = (Findings([]) with { Problem = new BatchPerfException("X", ProblemKind.InvalidInput, "One is open.", "Give a closed one.") }).Answer;

        Assert.Equal(("Not comparable", null, "One is open. Give a closed one."), (answer.Word, answer.Verdict, answer.Sentence));
    }

    private static BaselineFindings Findings(IReadOnlyList<BatchComparison> rows) => new() { Baseline = MadeRuns.Document("b"), Rows = rows };

    private static BatchComparison Row(ComparisonVerdict verdict, string name) => new()
    {
        Name = name, Metric = "p", Verdict = verdict, DifferencePercent = 12.5, BaselineLoad = "", CandidateLoad = "", Message = "",
    };
}
