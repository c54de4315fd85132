using System.Text.Json.Serialization;

namespace EdFi.BatchPerf;

/// <summary>The verdict on a run and why.</summary>
public sealed record VerdictReport
{
    /// <summary>The verdict: of several that apply, the one that limits the figures most.</summary>
    public required RunVerdict Verdict { get; init; }

    /// <summary>Every reason found, in sentences with the figure and its threshold, the weightiest first; empty when valid.</summary>
    public IReadOnlyList<string> Reasons { get; init => field = PlainList.Of(value); } = [];

    /// <summary>Notes that do not change the verdict.</summary>
    public IReadOnlyList<string> Notes { get; init => field = PlainList.Of(value); } = [];

    /// <summary>The reasons as one text, for displays that show a list in braces; empty when valid.</summary>
    [JsonIgnore]
    public string ReasonText => string.Join(' ', Reasons);

    /// <summary>The notes as one text.</summary>
    [JsonIgnore]
    public string NoteText => string.Join(' ', Notes);

    /// <summary>The thresholds that were applied.</summary>
    public VerdictThresholds Thresholds { get; init; } = new();

    /// <summary>The figures that were judged; null when nothing is known of the client.</summary>
    public ClientHealth? Health { get; init; }

    /// <summary>The verdict and its reasons.</summary>
    public override string ToString() => Reasons.Count == 0 ? Verdict.ToString() : $"{Verdict}: {ReasonText}";
}
