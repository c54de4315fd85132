using System.Globalization;

namespace EdFi.BatchPerf.Questions.Judging;

/// <summary>Texts on a run's limits, for every place that shows them.</summary>
internal static class LimitWords
{
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

    /// <summary>"All 3 limits are kept"; without a full stop.</summary>
    /// <param name="count">Number of limits; one at least.</param>
    public static string Kept(int count) => count == 1 ? "The limit is kept" : Text($"All {count:#,0} limits are kept");

    /// <summary>"1 of 3 limits is not kept"; without a full stop.</summary>
    /// <param name="broken">Number of limits that are not kept.</param>
    /// <param name="count">Number of limits.</param>
    public static string NotKept(int broken, int count) =>
        count == 1 ? "The limit is not kept" : Text($"{broken:#,0} of {count:#,0} limits {(broken == 1 ? "is" : "are")} not kept");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
