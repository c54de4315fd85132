using System.Globalization;

namespace EdFi.BatchPerf;

/// <summary>Nouns for the requests of a run: batches, or in a Volume run requests of one operation each.</summary>
internal static class RequestWords
{
    /// <summary>"batches" or "requests".</summary>
    public static string Several(this TestType type) => type == TestType.Volume ? "requests" : "batches";

    /// <summary>"batch" or "request".</summary>
    public static string One(this TestType type) => type == TestType.Volume ? "request" : "batch";

    /// <summary>"1 batch", "1,315 batches", "2 requests".</summary>
    public static string Counted(this TestType type, long count) =>
        $"{count.ToString("#,0", CultureInfo.InvariantCulture)} {(count == 1 ? One(type) : Several(type))}";

    /// <summary>"The only batch failed", "Both batches failed", "All 1,315 batches failed"; without a full stop.</summary>
    /// <param name="type">Type of the run.</param>
    /// <param name="count">Number of all its requests; one at least.</param>
    public static string AllFailed(this TestType type, long count) =>
        $"{CountWords.All(count, "only " + type.One(), type.Several())} failed";

    /// <summary>"The only batch did not succeed", "Neither batch succeeded", "None of 8 batches succeeded"; without a full stop.</summary>
    /// <inheritdoc cref="AllFailed"/>
    public static string NoneSucceeded(this TestType type, long count) => count == 1
        ? $"The only {type.One()} did not succeed"
        : $"{CountWords.None(count, type.One(), type.Several())} succeeded";
}
