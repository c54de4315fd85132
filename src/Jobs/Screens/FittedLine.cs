namespace EdFi.BatchPerf.Jobs.Screens;

/// <summary>Makes one line of parts, no longer than the window is wide.</summary>
internal static class FittedLine
{
    private const string Separator = " | ";

    /// <summary>Shortens parts and leaves them out, the least important first, until the line fits.</summary>
    /// <param name="parts">The parts in the order in which they are shown.</param>
    /// <param name="width">Characters there is room for; null for any number.</param>
    /// <returns>The line; cut off where not even the shortest texts fit.</returns>
    public static string Of(IReadOnlyList<LinePart> parts, int? width)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var taken = new int[parts.Count];
        var line = Join(parts, taken);
        while (line.Length > width && Next(parts, taken) is { } next)
        {
            taken[next]++;
            line = Join(parts, taken);
        }

        return line.Length > width ? Cut(line, width.Value) : line;
    }

    /// <summary>A text of at most <paramref name="width"/> characters, with an ellipsis where it was cut off.</summary>
    private static string Cut(string text, int width) => width < 1 ? "" : text[..(width - 1)] + "…";

    private static string Join(IReadOnlyList<LinePart> parts, int[] taken) => string.Join(
        Separator,
        parts.Select((part, index) => taken[index] == 0 ? part.Text : part.Shorter[taken[index] - 1].Text)
            .Where(static text => text.Length > 0));

    /// <summary>The part whose next step has the highest rank; null where none has one.</summary>
    private static int? Next(IReadOnlyList<LinePart> parts, int[] taken) => Enumerable.Range(0, parts.Count)
        .Where(index => taken[index] < parts[index].Shorter.Length)
        .OrderByDescending(index => parts[index].Shorter[taken[index]].Rank)
        .Select(static index => (int?)index)
        .FirstOrDefault();
}
