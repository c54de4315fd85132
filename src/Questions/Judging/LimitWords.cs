using System.Globalization;

namespace EdFi.BatchPerf.Questions.Judging;

/// <summary>Texts on a run's limits, for every place that shows them.</summary>
internal static class LimitWords
{
    private const string One = "limit";
    private const string Several = "limits";

    /// <summary>Returns the state of a limit; every state but <see cref="LimitState.Kept"/> fails a gate.</summary>
    /// <param name="result">The limit's result.</param>
    public static LimitState StateOf(BatchThresholdResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result switch
        {
            { Passed: true } => LimitState.Kept,
            { Actual: null } => LimitState.Untested,
            _ => LimitState.Broken,
        };
    }

    /// <summary>"The limit is kept", "Both limits are kept", "All 3 limits are kept"; without a full stop.</summary>
    /// <param name="count">Number of limits; one at least.</param>
    public static string Kept(int count) => $"{CountWords.All(count, One, Several)} {(count == 1 ? "is" : "are")} kept";

    /// <summary>"1 of 3 limits is not kept", "Neither limit is kept"; without a full stop.</summary>
    /// <param name="broken">Number of limits that are not kept.</param>
    /// <param name="count">Number of limits.</param>
    public static string NotKept(int broken, int count) => count == 1 ? "The limit is not kept"
        : broken == count ? $"{CountWords.None(count, One, Several)} is kept"
        : $"{Part(broken, count)} {(broken == 1 ? "is" : "are")} not kept";

    /// <summary>"1 of 3 limits could not be tested", "Neither limit could be tested"; without a full stop.</summary>
    /// <param name="untested">Number of limits without a figure.</param>
    /// <param name="count">Number of limits.</param>
    internal static string Untested(int untested, int count) => count == 1 ? "The limit could not be tested"
        : untested == count ? $"{CountWords.None(count, One, Several)} could be tested"
        : $"{Part(untested, count)} could not be tested";

    private static string Part(int some, int count) => string.Create(CultureInfo.InvariantCulture, $"{some:#,0} of {count:#,0} {Several}");
}
