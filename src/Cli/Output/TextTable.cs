namespace EdFi.BatchPerf.Cli.Output;

/// <summary>Columns of text: the first one to the left, figures to the right.</summary>
internal static class TextTable
{
    public static void Write(TextWriter output, IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = header.Select((name, column) => rows.Select(row => row[column].Length).Append(name.Length).Max()).ToArray();
        foreach (var row in rows.Prepend([.. widths.Select(static w => new string('-', w))]).Prepend(header))
        {
            output.WriteLine(
                string.Join(
                    "  ",
                    row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd());
        }
    }
}
