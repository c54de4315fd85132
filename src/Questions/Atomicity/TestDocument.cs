using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.ReadingBack;

namespace EdFi.BatchPerf.Questions.Atomicity;

/// <summary>A document that a batch is about, with its images before and after.</summary>
internal sealed class TestDocument
{
    public required string Resource { get; init; }

    /// <summary>As a batch takes it, JSON.</summary>
    public required string NaturalKey { get; init; }

    /// <summary>Position of the operation that is about it; -1 where none is: it is only stood on.</summary>
    public int Index { get; init; } = -1;

    public OperationKind Op { get; init; }

    /// <summary>Depth of the document in its triple, parents 0; deeper ones are deleted first.</summary>
    public int Depth { get; init; }

    /// <summary>Content with which the document is prepared; null where it must not exist beforehand.</summary>
    public string? Prepared { get; init; }

    /// <summary>Another version of it, whose ETag is stale afterwards; null where there is none.</summary>
    public string? OtherVersion { get; init; }

    /// <summary>True where the batch is to carry an ETag that the document no longer has.</summary>
    public bool NeedsStaleETag { get; set; }

    /// <summary>False where the operation changes nothing that could be seen, or was replaced by the poison.</summary>
    public bool Expected { get; set; } = true;

    /// <summary>Text that only keys of the test contain; null where the key is not one of the test's.</summary>
    public string? Unique { get; init; }

    /// <summary>True where it is the poison's: one whose key is not the test's is deleted only if it was not there before.</summary>
    public bool IsPoison { get; init; }

    /// <summary>
    /// True once a request was sent that may have made it; false again only where the server answered that it refused the request, and
    /// everything else of the batch was shown to be as it was.
    /// </summary>
    public bool MayBeThere { get; set; }

    /// <summary>True where it is the poison's own, and the server does not show whether it is there.</summary>
    public bool IsUnseenPoison => IsPoison && !(Before.Known && After.Known);

    /// <summary>The id that its preparation was answered with, by which it is read back; null where it was not prepared.</summary>
    public DocumentId? PreparedId { get; set; }

    /// <summary>An ETag that the document no longer has.</summary>
    public string? StaleETag { get; set; }

    public DocumentLookup Before { get; set; } = NotRead;

    public DocumentLookup After { get; set; } = NotRead;

    /// <summary>The id that the server gave when it was written; null where it was not, or where no answer said so.</summary>
    public DocumentId? KnownId { get; set; }

    /// <summary>True where the request that makes it got no answer, so that it may come into being at any time.</summary>
    public bool Unanswered { get; set; }

    /// <summary>True where a 201 gave the id, so that the document is the test's beyond doubt.</summary>
    public bool IsOwn { get; set; }

    /// <summary>True where the document was there before the test: nothing more is done to it.</summary>
    public bool IsForeign { get; set; }

    /// <summary>
    /// True where the test may delete it: it did not exist before, as far as is known, and a poison's was seen to be absent.
    /// </summary>
    public bool MayDelete => !IsForeign && (!IsPoison || Unique is not null || Before is { Known: true, Found: false });

    private static DocumentLookup NotRead { get; } = new() { Problem = "it has not been read yet" };

    /// <summary>False while its deletion has not come to an end.</summary>
    public bool Deleted { get; set; }

    public string Label => $"{Resource} {NaturalKey}";

    /// <summary>Returns the difference from the before-image; null for none, and where it is not known.</summary>
    public BatchSurvivor? Difference()
    {
        if (!Before.Known || !After.Known)
        {
            return null;
        }

        var change = (Before.Image, After.Image) switch
        {
            (null, null) => ((SurvivorChange Change, string? Detail)?)null,
            (null, _) => (SurvivorChange.Created, null),
            (_, null) => (SurvivorChange.Deleted, null),
            var (before, after) => before.DifferenceTo(after) is { } words ? (SurvivorChange.Updated, words) : null,
        };
        return change is not { } found ? null : new BatchSurvivor
        {
            Index = Index,
            Op = Op,
            Resource = Resource,
            NaturalKey = NaturalKey,
            DocumentId = (After.Image?.Id ?? Before.Image?.Id)?.ToString(),
            Change = found.Change,
            Detail = found.Detail,
        };
    }
}
