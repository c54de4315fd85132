namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>A template goes beyond one of the bounds of <see cref="TemplateBudget"/>.</summary>
/// <param name="line">Line, from 1.</param>
/// <param name="message">The bound, in words.</param>
internal sealed class TemplateLimitException(int line, string message) : Exception(message)
{
    /// <summary>Line, from 1.</summary>
    public int Line { get; } = line;
}
