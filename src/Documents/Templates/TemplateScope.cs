namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>What a string may refer to, and where its problems go.</summary>
/// <param name="Path">The file.</param>
/// <param name="Problems">Takes down what is wrong.</param>
/// <param name="Document">The document whose fields <c>{{document.…}}</c> means; null where there is none to refer to.</param>
internal sealed record TemplateScope(string Path, TemplateProblems Problems, LocatedNode? Document)
{
    public void Add(int line, string what) => Problems.Add(Path, line, what);
}
