namespace EdFi.BatchPerf.Help.Pages;

/// <summary>A page is not of the form that the builder reads; the message names file and line.</summary>
internal sealed class PageException(string path, int line, string problem) : Exception($"{path}({line}): {problem}")
{
    /// <param name="path">The page.</param>
    /// <param name="line">Line, from 0, as the Markdown parser counts.</param>
    /// <param name="problem">What is wrong, and what is expected.</param>
    public static PageException At(string path, int line, string problem) => new(path, line + 1, problem);
}
