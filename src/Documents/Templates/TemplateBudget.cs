using System.Globalization;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>
/// Bounds on templates: bytes of a file, elements, expanded characters and time; and the token that gives up.
/// </summary>
/// <param name="time">Measures the time.</param>
/// <param name="stop">Gives up on everything.</param>
internal sealed class TemplateBudget(TimeProvider time, CancellationToken stop)
{
    /// <summary>Most bytes of a file.</summary>
    public const int MostBytes = 1024 * 1024;

    /// <summary>Most files that are loaded together.</summary>
    public const int MostFiles = 500;

    /// <summary>Most values and property names in a file.</summary>
    public const int MostElements = 20_000;

    /// <summary>Most objects and lists within each other.</summary>
    public const int MostDepth = 32;

    /// <summary>Most tokens in the strings of a file.</summary>
    public const int MostTokens = 2_000;

    /// <summary>Most characters of a property's name or of a token.</summary>
    public const int LongestName = 200;

    /// <summary>Most characters that the strings of one triple expand to.</summary>
    public const int MostRendered = 256 * 1024;

    /// <summary>Most time for loading all templates, and for compiling the documents of one scenario.</summary>
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
