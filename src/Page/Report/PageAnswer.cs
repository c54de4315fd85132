using EdFi.BatchPerf.Questions.Judging;

namespace EdFi.BatchPerf.Page.Report;

/// <summary>A judgement or a verdict as the page shows it.</summary>
/// <param name="Tone">good, bad or doubt.</param>
/// <param name="Word">A word or a few.</param>
/// <param name="Sentence">The reasons of a judgement, or the meaning of a verdict.</param>
internal sealed record PageAnswer(string Tone, string Word, string Sentence)
{
    public static PageAnswer Of(RunJudgement judgement) => new(ToneOf(judgement.Tone), judgement.Word, judgement.Sentence);

    public static PageAnswer Of(RunVerdict verdict, VerdictWords words) =>
        new(ToneOf(words.Tone), VerdictWords.NameOf(verdict), words.Meaning);

    private static string ToneOf(JudgementTone tone) => tone switch
    {
        JudgementTone.Good => "good",
        JudgementTone.Bad => "bad",
        _ => "doubt",
    };
}
