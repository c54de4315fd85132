using System.Globalization;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>Collects the problems of templates, at most 100, so that all of them are reported at once.</summary>
internal sealed class TemplateProblems
{
    private const int Most = 100;
    private readonly List<string> _problems = [];

    public int Count => _problems.Count;

    /// <param name="path">The file.</param>
    /// <param name="line">Line, from 1.</param>
    /// <param name="what">The problem, as a sentence without its end.</param>
    public void Add(string path, int line, string what) => Add(string.Create(CultureInfo.InvariantCulture, $"{path}({line}): {what}"));

    /// <param name="problem">A whole line.</param>
    public void Add(string problem)
    {
        if (_problems.Count < Most && !_problems.Contains(problem, StringComparer.Ordinal))
        {
            _problems.Add(problem);
        }
    }

    /// <exception cref="BatchPerfException">ScenarioTemplateInvalid, where something is wrong.</exception>
    public void Throw()
    {
        if (_problems.Count > 0)
        {
            throw ToException();
        }
    }

    public BatchPerfException ToException() => new(
        "ScenarioTemplateInvalid",
        ProblemKind.InvalidInput,
        _problems.Count == 1
            ? _problems[0]
            : $"{_problems.Count.ToString(CultureInfo.InvariantCulture)} "
                + $"problems:{string.Concat(_problems.Select(static p => Environment.NewLine + p))}",
        "Correct the template; docs/templates.md describes the format with an example.");
}
