using System.Globalization;

namespace EdFi.BatchPerf.Jobs.Leftovers;

/// <summary>Documents that a run left on its server.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Documents">
/// The documents, each with its state; where it is not known of documents of a resource whether they are there, one row stands for all of
/// them.
/// </param>
/// <param name="Unseen">Number of documents that may be on the server.</param>
/// <param name="UnseenRows">Number of rows that stand for those.</param>
internal sealed record LeftoverFindings(string RunId, IReadOnlyList<BatchLeftover> Documents, long Unseen, int UnseenRows)
{
    /// <summary>
    /// An error for each resource that the server refused or failed to show: a script must not take it for an empty one.
    /// </summary>
    public IReadOnlyList<BatchPerfException> Unreadable { get; init; } = [];

    /// <summary>Describes the findings in a sentence or two.</summary>
    public string Describe()
    {
        var left = Documents.Count - UnseenRows;
        var states = Documents.Take(left)
            .GroupBy(static l => l.State)
            .OrderBy(static g => g.Key)
            .Select(static g => string.Create(CultureInfo.InvariantCulture, $"{g.Count():#,0} {Words(g.Key)}"));
        var found = left == 0
            ? $"Nothing was found that run {RunId} left."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Run {RunId} left {left:#,0} {Noun(left)}: {string.Join(", ", states)}.");
        return found
            + (Unseen > 0
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $" Whether {Unseen:#,0} {(left == 0 ? "" : "more ")}{Noun(Unseen)} of it {(Unseen == 1 ? "exists" : "exist")} is not "
                        + $"known: the rows of state Unknown say why.")
                : "");
    }

    private static string Noun(long count) => count == 1 ? "document" : "documents";

    private static string Words(LeftoverState state) => state switch
    {
        LeftoverState.Removed => "deleted",
        LeftoverState.Gone => "gone before it could be deleted",
        LeftoverState.Refused => "that the server refused to delete",
        LeftoverState.Found => "still there",
        _ => "left as it is",
    };

    /// <summary>Rows of <see cref="Documents"/> that are not known to be gone.</summary>
    public int Staying => Documents.Count(static l => l.State is not (LeftoverState.Removed or LeftoverState.Gone));
}
