using System.Text;

namespace EdFi.BatchPerf.Bench.Measuring;

/// <summary>What is printed as it comes and written as Markdown at the end.</summary>
internal sealed class Report
{
    private const string Missed = "**missed**";
    private const string Absent = "not available";
    private readonly StringBuilder _text = new();
    private readonly List<string[]> _verdicts = [];

    /// <summary>Figures of ours that missed their target or could not be measured.</summary>
    public int MissedCount => _verdicts.Count(static v => v[3] == Missed);

    public void Begin(string title)
    {
        Console.WriteLine($"== {title}");
        _text.Append($"\n## {title}\n");
    }

    /// <summary>A paragraph.</summary>
    public void Say(string text)
    {
        Console.WriteLine(text);
        _text.Append($"\n{text}\n");
    }

    public void Table(string[] head, IEnumerable<string[]> rows)
    {
        var text = Render(head, rows);
        Console.Write(text);
        _text.Append('\n').Append(text);
    }

    /// <summary>Holds a figure against its target.</summary>
    public void Judge(string what, string target, string measured, bool met)
    {
        Console.WriteLine($"   {(met ? "met   " : "MISSED")} {what}: {measured} ({target})");
        _verdicts.Add([what, target, measured, met ? "met" : Missed]);
    }

    /// <summary>A figure of ours that could not be measured: as bad as a missed target.</summary>
    public void Fail(string what, string why)
    {
        Say($"Not measured: {why}");
        _verdicts.Add([what, "", "not measured", Missed]);
    }

    /// <summary>A reference of others that is not installed here: no fault of ours.</summary>
    public void NotAvailable(string what, string why)
    {
        Say($"Not available: {why}");
        _verdicts.Add([what, "", "", Absent]);
    }

    public string Render(string head)
    {
        var absent = _verdicts.Count(static v => v[3] == Absent);
        var sum = $"{_verdicts.Count - absent - MissedCount} met, {MissedCount} missed, {absent} not available.";
        return $"{head}\n## Targets\n\n{sum}\n\n{Render(["figure", "target", "measured", ""], _verdicts)}{_text}";
    }

    private static string Render(string[] head, IEnumerable<string[]> rows)
    {
        var text = new StringBuilder();
        text
            .Append("| ")
            .AppendJoin(" | ", head)
            .Append(" |\n|")
            .Append(string.Concat(Enumerable.Repeat("---|", head.Length)))
            .Append('\n');
        foreach (var row in rows)
        {
            text.Append("| ").AppendJoin(" | ", row).Append(" |\n");
        }

        return text.ToString();
    }
}
