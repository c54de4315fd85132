using System.Globalization;

namespace EdFi.BatchPerf;

/// <summary>Begins of sentences on all or none of some things, in plain words for one and two of them.</summary>
internal static class CountWords
{
    /// <summary>"The machine", "Both machines", "All 3 machines".</summary>
    /// <param name="count">Number of things; one at least.</param>
    /// <param name="one">Their noun.</param>
    /// <param name="several">Its plural.</param>
    public static string All(long count, string one, string several) => count switch
    {
        1 => $"The {one}",
        2 => $"Both {several}",
        _ => string.Create(CultureInfo.InvariantCulture, $"All {count:#,0} {several}"),
    };

    /// <summary>"Neither machine", "None of 3 machines"; a verb in the singular follows.</summary>
    /// <param name="count">Number of things; two at least, since of one its verb is negated.</param>
    /// <param name="one">Their noun.</param>
    /// <param name="several">Its plural.</param>
    public static string None(long count, string one, string several) => count == 2
        ? $"Neither {one}"
        : string.Create(CultureInfo.InvariantCulture, $"None of {count:#,0} {several}");
}
