using System.Globalization;

namespace EdFi.BatchPerf.Settings;

/// <summary>
/// Reads a share of a plan: <c>2/8</c>, <c>1-3/6</c>, or <c>*/8</c>, whose number is that of the pod in a Kubernetes Indexed Job.
/// </summary>
internal static class SegmentSetting
{
    /// <summary>The variable that Kubernetes sets in each pod of an Indexed Job, from 0.</summary>
    public const string IndexVariable = "JOB_COMPLETION_INDEX";

    private const string ByIndex = "*/";
    private static readonly Setting Index = new("jobCompletionIndex", IndexVariable);

    /// <summary>Reads it; null where it was not given.</summary>
    /// <exception cref="BatchPerfException">InvalidSegment: not a share, or the variable is not a number below the count.</exception>
    public static Segment? Read(SettingsReader settings, Setting setting)
    {
        if (settings.Find(setting) is not { } value)
        {
            return null;
        }

        var text = value.Text.Trim();
        return text.StartsWith(ByIndex, StringComparison.Ordinal) ? OfPod(settings, value, text[ByIndex.Length..]) : Parse(value, text);
    }

    private static Segment OfPod(SettingsReader settings, SettingValue value, string count)
    {
        var whole = Parse(value, $"1/{count}");
        if (settings.Find(Index) is not { } index)
        {
            throw NoIndex(value, "which is not set", whole);
        }

        return int.TryParse(index.Text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < whole.Count
            ? new Segment(number + 1, number + 1, whole.Count)
            : throw NoIndex(
                value,
                string.Create(CultureInfo.InvariantCulture, $"which is '{index.Text}' and not a number from 0 to {whole.Count - 1}"),
                whole);
    }

    private static Segment Parse(SettingValue value, string text)
    {
        try
        {
            return Segment.Parse(text);
        }
        catch (BatchPerfException problem)
        {
            throw new BatchPerfException(
                problem.ErrorId,
                problem.Problem,
                $"'{value.Text}' ({value.Origin}) is not a share of a plan.",
                problem.NextStep,
                problem);
        }
    }

    private static BatchPerfException NoIndex(SettingValue value, string what, Segment whole) => new(
        "InvalidSegment",
        ProblemKind.InvalidInput,
        $"'{value.Text}' ({value.Origin}) takes its number from the variable {IndexVariable}, {what}.",
        string.Create(
            CultureInfo.InvariantCulture,
            $"Kubernetes sets it, from 0, in pods of a Job with 'completionMode: Indexed'; give the Job 'completions: {whole.Count}'. "
                + $"Elsewhere write the number, for example '1/{whole.Count}'."));
}
