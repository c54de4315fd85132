namespace EdFi.BatchPerf.Cli.Output;

/// <summary>
/// Columns of text: the first one to the left, figures to the right. Where the window has no room, the least important columns are left
/// out, which a line below says, and the first one is shortened.
/// </summary>
internal sealed class TextTable
{
    private const int Gap = 2;
    private const int ShortName = 24;
    private const int ShortestName = 8;
    private readonly IReadOnlyList<TextColumn> _columns;
    private readonly IReadOnlyList<IReadOnlyList<string>> _rows;
    private readonly int[] _widths;
    private readonly List<int> _shown;

    private TextTable(IReadOnlyList<TextColumn> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        (_columns, _rows) = (columns, rows);
        _widths = [.. columns.Select((column, at) => rows.Select(row => row[at].Length).Append(column.Header.Length).Max())];
        _shown = [.. Enumerable.Range(0, columns.Count)];
    }

    /// <summary>Writes a table.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="width">Columns of the window; null for any number.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="rows">A text for each column of each row.</param>
    public static void Write(
        TextWriter output,
        int? width,
        IReadOnlyList<TextColumn> columns,
        IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var table = new TextTable(columns, rows);
        table.FitInto(width ?? int.MaxValue);
        table.Write(output);
    }

    private int Width => _shown.Sum(at => _widths[at]) + (Gap * (_shown.Count - 1));

    private void FitInto(int width)
    {
        Leave(width, above: TextColumn.BeforeNames);
        Shorten(width, ShortName);
        Leave(width, above: TextColumn.Kept);
        Shorten(width, ShortestName);
    }

    /// <summary>Leaves out columns of a rank above one, the highest first, while the table is too wide.</summary>
    private void Leave(int width, int above)
    {
        foreach (var at in _shown.Where(at => _columns[at].Rank > above).OrderByDescending(at => _columns[at].Rank).ToList())
        {
            if (Width <= width)
            {
                return;
            }

            _shown.Remove(at);
        }
    }

    private void Shorten(int width, int least) =>
        _widths[0] = Math.Max(_widths[0] - Math.Max(0, Width - width), Math.Min(least, _widths[0]));

    private void Write(TextWriter output)
    {
        Write(output, [.. _columns.Select(static c => c.Header)]);
        Write(output, [.. _widths.Select(static w => new string('-', w))]);
        foreach (var row in _rows)
        {
            Write(output, row);
        }

        if (_shown.Count < _columns.Count)
        {
            var left = _columns.Where((_, at) => !_shown.Contains(at)).Select(static c => c.Header);
            output.WriteLine($"Left out for lack of room: {string.Join(", ", left)}.");
        }
    }

    private void Write(TextWriter output, IReadOnlyList<string> row) => output.WriteLine(
        string.Join(
            new string(' ', Gap),
            _shown.Select(at => at == 0 ? Middle(row[at], _widths[at]).PadRight(_widths[at]) : row[at].PadLeft(_widths[at]))).TrimEnd());

    /// <summary>Without its middle where it is too long: names differ at both ends.</summary>
    private static string Middle(string text, int width) => text.Length <= width
        ? text
        : $"{text[..(width / 2)]}…{text[^(width - (width / 2) - 1)..]}";
}
