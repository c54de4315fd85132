using System.Globalization;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>
/// What a template may cost: bounds on its file, its elements and what it expands to, the time that it takes, and the way to give up.
/// </summary>
/// <param name="time">Measures the time.</param>
/// <param name="stop">Gives up on everything.</param>
internal sealed class TemplateBudget(TimeProvider time, CancellationToken stop)
{
    /// <summary>Bytes of a file.</summary>
    public const int MostBytes = 1024 * 1024;

    /// <summary>Files that are loaded together.</summary>
    public const int MostFiles = 500;

    /// <summary>Values and property names in a file.</summary>
    public const int MostElements = 20_000;

    /// <summary>Objects and lists within each other.</summary>
    public const int MostDepth = 32;

    /// <summary>Tokens in the strings of a file.</summary>
    public const int MostTokens = 2_000;

    /// <summary>Characters of a property's name or of a token.</summary>
    public const int LongestName = 200;

    /// <summary>Characters that the strings of one triple expand to.</summary>
    public const int MostRendered = 256 * 1024;

    /// <summary>For loading all templates, and for compiling the documents of one scenario.</summary>
    public static readonly TimeSpan MostTime = TimeSpan.FromSeconds(60);

    private long _since = time.GetTimestamp();

    /// <summary>Begins to measure anew.</summary>
    public void Restart() => _since = time.GetTimestamp();

    /// <summary>Called between pieces of work.</summary>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    /// <exception cref="TemplateLimitException">It takes too long.</exception>
    public void Check(int line)
    {
        stop.ThrowIfCancellationRequested();
        if (time.GetElapsedTime(_since) > MostTime)
        {
            throw new TemplateLimitException(
                line,
                string.Create(CultureInfo.InvariantCulture, $"compiling takes longer than {MostTime.TotalSeconds:0} s"));
        }
    }
}
