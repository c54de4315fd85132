using System.Text.RegularExpressions;

namespace EdFi.BatchPerf.Questions.Judging;

/// <summary>Tone and meaning of a verdict on a run's figures.</summary>
/// <param name="Tone">Good where the figures can be used, Bad where they cannot, Doubt between the two.</param>
/// <param name="Meaning">Its meaning for the figures, in a sentence.</param>
internal sealed partial record VerdictWords(JudgementTone Tone, string Meaning)
{
    /// <summary>Tone and meaning of every verdict.</summary>
    public static IReadOnlyDictionary<RunVerdict, VerdictWords> All { get; } = new Dictionary<RunVerdict, VerdictWords>
    {
        [RunVerdict.Valid] = new(JudgementTone.Good, "Nothing speaks against these figures."),
        [RunVerdict.ClientLimited] = new(
            JudgementTone.Bad, "The load generator was the limit, so the figures describe it and not the server."),
        [RunVerdict.TargetMissed] = new(JudgementTone.Bad, "The planned load was not reached."),
        [RunVerdict.Unsteady] = new(JudgementTone.Doubt, "Throughput drifted across the measured window."),
        [RunVerdict.Refused] = new(JudgementTone.Bad, "The server refused most of the load, so the rest says little about it."),
        [RunVerdict.TooShort] = new(
            JudgementTone.Doubt, "The run was too short, or had too few samples, for the percentiles shown."),
        [RunVerdict.Incomplete] = new(
            JudgementTone.Bad, "A part of the load is missing, because a machine was lost or failed, or a share of the plan is not there."),
        [RunVerdict.NotKnown] = new(
            JudgementTone.Doubt, "The state of the load generator was not recorded, so there is no verdict."),
    };

    /// <summary>A verdict's name as words: "Client limited".</summary>
    public static string NameOf(RunVerdict verdict) =>
        Hump().Replace($"{verdict}", static hump => $"{hump.Value[0]} {char.ToLowerInvariant(hump.Value[1])}");

    [GeneratedRegex("[a-z][A-Z]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Hump();
}
