namespace EdFi.BatchPerf.Unit.Pacing;

/// <summary>Reads durations that have to be some.</summary>
internal static class Durations
{
    public static TimeSpan Read(string text)
    {
        Assert.True(DurationText.TryParse(text, out var duration), text);
        return duration;
    }
}
