using System.Globalization;

namespace EdFi.BatchPerf.Documents.Verification;

/// <summary>Collects the problems of documents, so that all of them are reported at once.</summary>
internal sealed class IdentityProblems
{
    private readonly List<IdentityProblem> _problems = [];

    /// <summary>Takes one.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="problem">The problem; null for none.</param>
    public void Add(string place, IdentityProblem? problem)
    {
        if (problem is not null && problem with { Text = $"{place}: {problem.Text}." } is var named && !_problems.Contains(named))
        {
            _problems.Add(named);
        }
    }

    /// <exception cref="BatchPerfException">ScenarioIdentityUnsafe, ScenarioKeyFieldsWrong, ScenarioIdentityUnknown: with every
    /// problem.</exception>
    public void Throw()
    {
        if (_problems.Count == 0)
        {
            return;
        }

        var id = _problems[0].ErrorId;
        throw new BatchPerfException(
            id,
            string.Equals(id, IdentityProblem.Unknown, StringComparison.Ordinal) ? ProblemKind.UnexpectedServer : ProblemKind.InvalidInput,
            _problems.Count == 1
                ? _problems[0].Text
                : $"{_problems.Count.ToString(CultureInfo.InvariantCulture)} "
                    + $"problems:{string.Concat(_problems.Select(static p => Environment.NewLine + p.Text))}",
            string.Equals(id, IdentityProblem.Unknown, StringComparison.Ordinal)
                ? "Use a server that serves its OpenAPI document, or a resource that is built in; docs/templates.md says which. "
                    + "Nothing was sent."
                : "Correct the template; docs/templates.md says what an identity has to hold. Nothing was sent.");
    }
}
