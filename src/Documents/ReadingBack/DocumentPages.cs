using System.Globalization;
using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Documents.ReadingBack;

/// <summary>
/// Reads lists page by page. Pages overlap by one document, so that documents created or deleted meanwhile do not push others past the
/// reader unseen.
/// </summary>
internal static class DocumentPages
{
    /// <summary>The most pages that are read of one list.</summary>
    public const int MostPages = 200;

    private const int LargePage = 500;
    private const int SmallPage = 25;
    private const int MostRestarts = 3;

    /// <summary>Reads a list to its end, or until enough was shown.</summary>
    /// <param name="client">The server.</param>
    /// <param name="resource">Endpoint segment.</param>
    /// <param name="query">Escaped fields; empty for the whole list.</param>
    /// <param name="visit">Takes a page; false for enough. A page may be shown twice.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<PageReading> ReadAsync(
        IResourceClient client,
        string resource,
        string query,
        Func<IReadOnlyList<DocumentImage>, bool> visit,
        CancellationToken cancellationToken)
    {
        var (size, offset, restarts) = (LargePage, 0L, 0);
        DocumentImage? first = null, last = null;
        for (var page = 0; page < MostPages; page++)
        {
            var (answer, problem) = await GetAsync(client, resource, Query(query, size, offset), cancellationToken);
            if (problem is not null)
            {
                return new PageReading(offset, null, Error: problem);
            }

            if (answer!.Status == 400 && size == LargePage)
            {
                size = SmallPage; // servers limit the limit; the largest that all of them take is the default
                continue;
            }

            if (!answer.Success || DocumentImage.TryReadList(answer.Body) is not { } shown)
            {
                return Refused(resource, offset, answer);
            }

            if (last is not null && (shown.Count == 0 || !Same(shown[0], last)))
            {
                if (shown.Count > 0 && Same(shown[0], first!))
                {
                    return await SamePageAsync(client, resource, query, shown.Count, cancellationToken);
                }

                if (++restarts > MostRestarts)
                {
                    return new PageReading(offset, "the list changed again and again while it was read");
                }

                (offset, first, last) = (0, null, null);
                continue;
            }

            var fresh = last is null ? shown : [.. shown.Skip(1)];
            if (fresh.Count == 0)
            {
                return new PageReading(offset, null);
            }

            if (!visit(fresh))
            {
                return new PageReading(offset + fresh.Count, null) { Enough = true };
            }

            first ??= fresh[0];
            last = fresh[^1];
            offset += fresh.Count;
        }

        return new PageReading(
            offset,
            string.Create(
                CultureInfo.InvariantCulture,
                $"the first {offset} documents were looked through, which is the limit of {MostPages} pages, and the list goes on"));

        string Query(string fields, int limit, long from)
        {
            // A page begins with the last document of the one before.
            var start = Math.Max(0, from - 1);
            return string.Create(CultureInfo.InvariantCulture, $"{fields}{(fields.Length > 0 ? "&" : "")}limit={limit}&offset={start}");
        }
    }

    /// <summary>
    /// Judges a list whose offset the server ignores, so that every page is the first: it is complete by its size or by the total.
    /// </summary>
    private static async Task<PageReading> SamePageAsync(
        IResourceClient client,
        string resource,
        string query,
        int count,
        CancellationToken cancellationToken)
    {
        if (count < SmallPage)
        {
            return new PageReading(count, null);
        }

        var total = $"{query}{(query.Length > 0 ? "&" : "")}limit=1&totalCount=true";
        var (answer, problem) = await GetAsync(client, resource, total, cancellationToken);
        return problem is null && answer!.TotalCount == count
            ? new PageReading(count, null)
            : new PageReading(count, "the server ignores 'offset', so that only the first page can be read");
    }

    private static async Task<(ResourceAnswer? Answer, BatchPerfException? Problem)> GetAsync(
        IResourceClient client,
        string resource,
        string query,
        CancellationToken cancellationToken)
    {
        try
        {
            return (await client.GetAsync(resource, query, cancellationToken), null);
        }
        catch (BatchPerfException problem)
        {
            return (null, problem);
        }
    }

    private static PageReading Refused(string resource, long seen, ResourceAnswer answer)
    {
        var status = answer.Status.ToString(CultureInfo.InvariantCulture);
        var refusal = answer.Problem is { Length: > 0 } words ? $"{status}: {words}" : status;
        return answer.Status is 400 or 403 or 404 ? new PageReading(seen, null, answer.Status, refusal)
            : new PageReading(seen, null, answer.Success ? 0 : answer.Status, refusal, answer.Success
                ? new BatchPerfException(
                    "LookupUnreadable",
                    ProblemKind.UnexpectedServer,
                    $"GET {resource} answered {status} with something other than an array of documents.",
                    "Check that the base URL and the API prefix lead to a DMS.")
                : new BatchPerfException(
                    "LookupFailed",
                    answer.Status == 401 ? ProblemKind.Authentication : ProblemKind.UnexpectedServer,
                    $"GET {resource} answered {refusal}.",
                    AccessAdvice.Of(answer.Status, resource, "Look at the server's log.") + " Nothing was written by this request."));
    }

    /// <summary>True where two images are of one document; those without ids are compared by content.</summary>
    public static bool Same(DocumentImage one, DocumentImage other) =>
        one.Id is { } id && other.Id is { } second
            ? id.Equals(second)
            : string.Equals(one.Content, other.Content, StringComparison.Ordinal);
}
