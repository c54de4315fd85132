using System.Globalization;
using System.Text;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Deletes;
using EdFi.BatchPerf.Documents.Metadata;
using EdFi.BatchPerf.Documents.ReadingBack;

namespace EdFi.BatchPerf.Questions.Atomicity;

/// <summary>Prepares, reads back and deletes the documents of a test batch, several at a time.</summary>
/// <param name="client">The server.</param>
/// <param name="identities">Identities by which the server tells documents from each other.</param>
internal sealed class TestDocuments(IResourceClient client, ServerIdentities identities)
{
    private const int AtOnce = 8;

    /// <summary>Time for the answer to a request that is under way when the test is given up.</summary>
    private static readonly TimeSpan AnswerGrace = TimeSpan.FromSeconds(5);
    private readonly ReadBack _reader = new(client, identities);

    /// <summary>Writes the documents that must be there beforehand, parents first.</summary>
    /// <exception cref="BatchPerfException">PreparationFailed; ExistingDocument.</exception>
    public async Task PrepareAsync(TestBatch batch, CancellationToken cancellationToken)
    {
        foreach (var level in batch.Documents
            .Where(static d => d.Prepared is not null)
            .GroupBy(static d => d.Depth)
            .OrderBy(static g => g.Key))
        {
            await EachAsync(level, PrepareAsync, cancellationToken);
        }
    }

    public Task ReadBeforeAsync(IEnumerable<TestDocument> documents, CancellationToken cancellationToken) =>
        FindAllAsync(documents, static (document, found) => document.Before = document.After = found, cancellationToken);

    public Task ReadAfterAsync(IEnumerable<TestDocument> documents, CancellationToken cancellationToken) =>
        FindAllAsync(documents, static (document, found) => document.After = found, cancellationToken);

    /// <summary>Deletes the documents that are there, those that depend on others first.</summary>
    /// <returns>Documents that are still on the server, or may be, with the reason.</returns>
    public async Task<IReadOnlyList<string>> DeleteAsync(IEnumerable<TestDocument> documents, CancellationToken cancellationToken)
    {
        var left = new System.Collections.Concurrent.ConcurrentQueue<string>();
        foreach (var level in documents.Where(static d => d.MayDelete).GroupBy(static d => d.Depth).OrderByDescending(static g => g.Key))
        {
            var documentsOfLevel = level.ToList();
            try
            {
                documentsOfLevel.ForEach(static d => d.Deleted = false);
                var found = new System.Collections.Concurrent.ConcurrentDictionary<TestDocument, DocumentLookup>();
                var unnamed = documentsOfLevel.Where(static d => d.KnownId is null);
                await FindAllAsync(unnamed, (document, lookup) => found[document] = lookup, cancellationToken);
                await EachAsync(documentsOfLevel, async (document, token) =>
                {
                    if (await DeleteAsync(document, found.GetValueOrDefault(document), token) is { } problem)
                    {
                        left.Enqueue($"{document.Label} ({problem})");
                    }

                    document.Deleted = true;
                }, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                documentsOfLevel.Where(static d => !d.Deleted)
                    .ToList()
                    .ForEach(document => left.Enqueue($"{document.Label} (no time was left to delete it)"));
            }
        }

        return [.. left];
    }

    private async Task PrepareAsync(TestDocument document, CancellationToken cancellationToken)
    {
        if (document is { NeedsStaleETag: true, OtherVersion: { } other })
        {
            await PostAsync(document, other, cancellationToken);
            document.StaleETag = (await FindAsync(document, cancellationToken)).Image?.ETag;
        }

        await PostAsync(document, document.Prepared!, cancellationToken);
    }

    private async Task PostAsync(TestDocument document, string content, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // A request that is given up under way may still make its document after it was looked for and not found, so its answer is
        // waited for, for a while.
        document.Unanswered = document.MayBeThere = true;
        using var bound = new CancellationTokenSource();
        await using var registration = cancellationToken.Register(() => bound.CancelAfter(AnswerGrace));
        var answer = await _reader.Client.PostAsync(document.Resource, Encoding.UTF8.GetBytes(content), bound.Token);
        document.Unanswered = false;
        if (!answer.Success)
        {
            throw new BatchPerfException(
                "PreparationFailed",
                answer.Status is 401 or 403 ? ProblemKind.Authentication : ProblemKind.UnexpectedServer,
                $"POST {document.Resource} answered {Describe(answer)}: the documents that the batch updates and deletes cannot be "
                    + "prepared.",
                AccessAdvice.Of(
                    answer.Status,
                    document.Resource,
                    "Use a key whose claim set may create, read and delete the scenario's documents one by one, and look at the "
                        + "server's log."));
        }

        if (answer.Status == 200 && !document.IsOwn)
        {
            document.IsForeign = true;
            throw CaseErrors.Existing(
                document,
                $"POST answered 200 (id {answer.Id?.ToString() ?? "not given"}), so the preparation of the test changed it; what it "
                    + "was before is not known. It was not deleted");
        }

        document.PreparedId ??= answer.Id;
        document.KnownId ??= answer.Id; // that of the first answer: a later one is of the same document, or wrong
        document.IsOwn |= answer.Status == 201;
    }

    private Task<DocumentLookup> FindAsync(TestDocument document, CancellationToken cancellationToken) =>
        _reader.FindAsync(Wanted(document), cancellationToken);

    private Task FindAllAsync(
        IEnumerable<TestDocument> documents,
        Action<TestDocument, DocumentLookup> found,
        CancellationToken cancellationToken)
    {
        var wanted = documents.ToDictionary(Wanted);
        return _reader.FindAllAsync(wanted.Keys, AtOnce, (one, lookup) => found(wanted[one], lookup), cancellationToken);
    }

    private static WantedDocument Wanted(TestDocument document) =>
        new(document.Resource, document.NaturalKey, document.PreparedId) { Unique = document.Unique };

    private async Task<string?> DeleteAsync(TestDocument document, DocumentLookup? found, CancellationToken cancellationToken)
    {
        try
        {
            // The 201 gave the id of what was prepared; what a batch created, or did after all, is compared before it is deleted.
            if (document is { IsOwn: true, KnownId: { } own })
            {
                var answer = await _reader.Client.DeleteAsync(document.Resource, own, cancellationToken);
                return answer.Success ? null
                    : answer.Status == 404 ? await _reader.NotGoneAsync(
                        new WantedDocument(document.Resource, document.NaturalKey, own),
                        cancellationToken)
                    : Describe(answer);
            }

            var id = document.KnownId;
            if (id is null)
            {
                if (found is not { Known: true, Image: { } image })
                {
                    return (document.MayBeThere ? found?.Problem : null)
                        ?? (document.Unanswered ? "no answer came to the request that makes it, so it may still come into being" : null);
                }

                id = image.Id;
            }

            var (state, detail) = await new VerifiedDelete(_reader).DeleteAsync(
                document.Resource,
                id,
                document.NaturalKey,
                objection: null,
                cancellationToken);
            return state is DeleteState.Deleted or DeleteState.Gone ? null : detail;
        }
        catch (BatchPerfException problem)
        {
            return problem.Message;
        }
    }

    private static string Describe(ResourceAnswer answer) =>
        string.Create(CultureInfo.InvariantCulture, $"{answer.Status} {answer.Problem}").TrimEnd();

    private static Task EachAsync(
        IEnumerable<TestDocument> documents,
        Func<TestDocument, CancellationToken, Task> work,
        CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            documents,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            (document, token) => new ValueTask(work(document, token)));
}
