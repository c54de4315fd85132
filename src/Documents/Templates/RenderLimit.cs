using System.Globalization;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>Counts what the strings of one triple expand to.</summary>
internal sealed class RenderLimit(TemplateBudget budget)
{
    private int _left = TemplateBudget.MostRendered;

    /// <summary>Counts a part of a string.</summary>
    /// <exception cref="TemplateLimitException">It is too much, or takes too long.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public void Count(int line, int characters)
    {
        budget.Check(line);
        _left -= characters;
        if (_left < 0)
        {
            throw new TemplateLimitException(
                line,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the texts of a triple expand to more than {TemplateBudget.MostRendered:#,0} characters"));
        }
    }
}
