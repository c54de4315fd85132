using System.Globalization;

namespace EdFi.BatchPerf.Jobs.Leftovers;

/// <summary>What a run left on its server.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Documents">
/// The documents, each with what became of it; where it is not known of documents of a resource whether they are there, one row stands for
/// all of them.
/// </param>
/// <param name="Unseen">Documents of which it is not known whether they are there.</param>
/// <param name="UnseenRows">Rows that stand for them.</param>
public sealed record LeftoverFindings(string RunId, IReadOnlyList<BatchLeftover> Documents, long Unseen, int UnseenRows)
{
    /// <summary>In a sentence or two what was found.</summary>
    public string Describe()
    {
        var (left, gone) = (Documents.Count - UnseenRows, Documents.Count - Staying);
        return string.Create(CultureInfo.InvariantCulture, $"Run {RunId} left {left} documents; {gone} of them no longer exist.")
            + (Unseen > 0 ? string.Create(CultureInfo.InvariantCulture, $" Whether {Unseen} more exist is not known.") : "");
    }

    /// <summary>How many of <see cref="Documents"/> are not known to be gone.</summary>
    public int Staying => Documents.Count(static l => l.State is not (LeftoverState.Removed or LeftoverState.Gone));
}
