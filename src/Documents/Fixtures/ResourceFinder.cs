using System.Globalization;
using System.Text.Json;
using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>Looks documents up by query, and through the list before calling them missing.</summary>
/// <param name="client">The server.</param>
internal sealed class ResourceFinder(IResourceClient client)
{
    private const int LargePage = 500;
    private const int SmallPage = 25;
    private const int MaxPages = 200;

    /// <summary>Finds the document that matches.</summary>
    /// <param name="resource">Endpoint segment.</param>
    /// <param name="query">Names and values of query fields that find it on most servers.</param>
    /// <param name="matches">Recognises it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BatchPerfException">LookupFailed, LookupUnreadable.</exception>
    public async Task<Lookup> FindAsync(
        string resource,
        IEnumerable<(string Name, string Value)> query,
        Func<JsonElement, bool> matches,
        CancellationToken cancellationToken)
    {
        var text = string.Join('&', query.Select(static q => $"{q.Name}={Uri.EscapeDataString(q.Value)}"));
        var answer = await client.GetAsync(resource, text, cancellationToken).ConfigureAwait(false);
        if (answer.Status is 403 or 404)
        {
            return new Lookup(null, Refusal(answer));
        }

        // A query field that this server does not know (400) leaves the list.
        if (answer.Status != 400 && First(Read(resource, answer), matches) is { } found)
        {
            return new Lookup(found);
        }

        await foreach (var document in ListAsync(resource, cancellationToken).ConfigureAwait(false))
        {
            if (matches(document))
            {
                return new Lookup(document);
            }
        }

        return new Lookup(null);
    }

    /// <summary>The documents of a resource, page by page, at most 200 pages.</summary>
    public async IAsyncEnumerable<JsonElement> ListAsync(
        string resource,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (offset, size) = (0, LargePage);
        string? first = null;
        for (var page = 0; page < MaxPages; page++)
        {
            var query = string.Create(CultureInfo.InvariantCulture, $"limit={size}&offset={offset}");
            var answer = await client.GetAsync(resource, query, cancellationToken).ConfigureAwait(false);
            if (answer.Status is 403 or 404)
            {
                yield break;
            }

            // Servers limit the limit; the largest that all of them take is the default.
            if (answer.Status == 400 && size == LargePage)
            {
                size = SmallPage;
                continue;
            }

            var documents = Read(resource, answer);
            var count = documents.GetArrayLength();

            // A page may be shorter than asked for, so only an empty one is the end; the same page again means that offsets are ignored.
            if (count == 0 || string.Equals(first, first = documents[0].GetRawText(), StringComparison.Ordinal))
            {
                yield break;
            }

            foreach (var document in documents.EnumerateArray())
            {
                yield return document;
            }

            offset += count;
        }
    }

    private static JsonElement? First(JsonElement documents, Func<JsonElement, bool> matches)
    {
        foreach (var document in documents.EnumerateArray())
        {
            if (matches(document))
            {
                return document;
            }
        }

        return null;
    }

    private static JsonElement Read(string resource, ResourceAnswer answer)
    {
        if (!answer.Success)
        {
            throw new BatchPerfException(
                "LookupFailed",
                answer.Status == 401 ? ProblemKind.Authentication : ProblemKind.UnexpectedServer,
                $"GET {resource} answered {Refusal(answer)}.",
                "Look at the server's log; nothing was written by this request.");
        }

        try
        {
            var root = JsonSerializer.Deserialize<JsonElement>(answer.Body.Span);
            if (root.ValueKind == JsonValueKind.Array && root.EnumerateArray().All(static d => d.ValueKind == JsonValueKind.Object))
            {
                return root;
            }
        }
        catch (JsonException)
        {
            // Said below.
        }

        throw new BatchPerfException(
            "LookupUnreadable",
            ProblemKind.UnexpectedServer,
            $"GET {resource} answered {answer.Status.ToString(CultureInfo.InvariantCulture)} with something other than an array of "
                + "documents.",
            "Check that the base URL and the API prefix lead to a DMS.");
    }

    private static string Refusal(ResourceAnswer answer)
        => answer.Problem is { Length: > 0 } problem
        ? $"{answer.Status.ToString(CultureInfo.InvariantCulture)}: {problem}"
        : answer.Status.ToString(CultureInfo.InvariantCulture);
}
