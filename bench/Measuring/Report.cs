using System.Text;

namespace EdFi.BatchPerf.Bench.Measuring;

/// <summary>What is printed as it comes and written as Markdown at the end.</summary>
internal sealed class Report
{
    private readonly StringBuilder _text = new();
    private readonly List<string[]> _verdicts = [];

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
        _verdicts.Add([what, target, measured, met ? "met" : "**missed**"]);
    }

    public void Fail(string what, string why)
    {
        Say($"Not measured: {why}");
        _verdicts.Add([what, "", "not measured", "**missed**"]);
    }

    public string Render(string head)
    {
        var missed = _verdicts.Count(static v => v[3] != "met");
        var sum = missed == 0 ? "Every target is met." : $"{missed} of {_verdicts.Count} targets are missed.";
        return $"{head}\n## Targets\n\n{sum}\n\n{Render(["figure", "target", "measured", ""], _verdicts)}{_text}";
    }

    private static string Render(string[] head, IEnumerable<string[]> rows)
    {
        var text = new StringBuilder();
        text.Append("| ").AppendJoin(" | ", head).Append(" |\n|").Append(string.Concat(Enumerable.Repeat("---|", head.Length))).Append('\n');
        foreach (var row in rows)
        {
            text.Append("| ").AppendJoin(" | ", row).Append(" |\n");
        }

        return text.ToString();
    }
}
