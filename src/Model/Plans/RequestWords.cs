using System.Globalization;

namespace EdFi.BatchPerf;

/// <summary>Nouns for the requests of a run: batches, or in a Volume run requests of one operation each.</summary>
internal static class RequestWords
{
    /// <summary>"batches" or "requests".</summary>
    public static string Several(this TestType type) => type == TestType.Volume ? "requests" : "batches";

    /// <summary>"1 batch", "1,315 batches", "2 requests".</summary>
    public static string Counted(this TestType type, long count) =>
        $"{count.ToString("#,0", CultureInfo.InvariantCulture)} {(count == 1 ? One(type) : Several(type))}";

    private static string One(TestType type) => type == TestType.Volume ? "request" : "batch";
}
