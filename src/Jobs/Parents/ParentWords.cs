using System.Globalization;

namespace EdFi.BatchPerf.Jobs.Parents;

/// <summary>Texts and errors about parents that batches reuse.</summary>
internal static class ParentWords
{
    /// <summary>Documents that are named where no journal has them all.</summary>
    private const int MostExamples = 100;

    /// <summary>Returns a number of parents with its noun, such as "1 parent" and "2,000 parents".</summary>
    public static string Count(long count) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {(count == 1 ? "parent" : "parents")}");

    /// <summary>The problem of a document that the server did not take.</summary>
    /// <param name="set">The parents.</param>
    /// <param name="from">The first document of the batch.</param>
    /// <param name="result">The result of the batch.</param>
    public static BatchPerfException Refused(ParentSet set, int from, BatchResult result) => new(
        "ParentsRefused",
        ProblemKind.UnexpectedServer,
        $"Parents that the batches of {set.Scenario} reuse could not be created: {Reason(set, from + (result.FailedIndex ?? 0), result)}.",
        "Correct the template, or create what the server lacks. Nothing of the load was sent, and parents that had been created were "
            + "deleted again as far as no warning says otherwise.");

    /// <summary>Why a batch failed, with the document that made it fail.</summary>
    /// <param name="set">The parents.</param>
    /// <param name="index">The document.</param>
    /// <param name="result">The result of the batch.</param>
    public static string Reason(ParentSet set, int index, BatchResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"client {set.Client}, {set.Describe(index)}: ")
        + (result.FailedOperation is { } failed
            ? string.Create(CultureInfo.InvariantCulture, $"{failed.Status} {failed.Detail ?? failed.Title}")
            : result.Error ?? "no answer").TrimEnd('.');

    /// <summary>Some of the documents that may be on the server: one of each set, then the next of each.</summary>
    public static IEnumerable<string> Examples(IEnumerable<ParentSet> sets) => sets
        .SelectMany(static set => set.RemainingDocuments.Take(MostExamples).Select((index, rank) => (Set: set, Index: index, Rank: rank)))
        .OrderBy(static one => one.Rank)
        .Take(MostExamples)
        .Select(static one => one.Set.Describe(one.Index));

    /// <summary>Returns the warning of parents that may stay on the server, with the way to find them.</summary>
    /// <param name="count">Documents.</param>
    /// <param name="run">The run.</param>
    /// <param name="problem">Why; null where it is only not known whether they are there.</param>
    /// <param name="journal">Full path of the run's journal; null for none.</param>
    /// <param name="some">Some of the documents, which are named where there is no journal.</param>
    public static string Remains(long count, RunId run, string? problem, string? journal, IEnumerable<string> some) =>
        $"{Count(count)} that batches of run {run} reused may still be on the server{(problem is null ? "" : $": {problem}")}. "
            + (journal is not null
                ? $"{new OptionKey("RemoveLeftover")} deletes what is left, by the journal {journal}."
                : $"No journal names them, so {new OptionKey("RemoveLeftover")} cannot; among them are {string.Join("; ", some)}.");
}
