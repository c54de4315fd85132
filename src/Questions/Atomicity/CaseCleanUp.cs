namespace EdFi.BatchPerf.Questions.Atomicity;

/// <summary>Deletes the documents that cases leave, at once and once more at the end of the test.</summary>
/// <param name="documents">Deletes.</param>
/// <param name="timeout">Time for a deletion once the test was given up.</param>
/// <param name="noteLeft">Receives the documents that stay.</param>
internal sealed class CaseCleanUp(TestDocuments documents, TimeSpan timeout, Action<string> noteLeft)
{
    private const int MostSweeps = 3;
    private static readonly TimeSpan SweepPause = TimeSpan.FromMilliseconds(250);
    private readonly List<TestBatch> _unclean = [];

    /// <summary>Batches of which no answer gives the outcome.</summary>
    public List<TestBatch> Late { get; } = [];

    /// <summary>
    /// Deletes documents that batches without an answer may have committed after they were cleaned up, and those that a server that was
    /// busy or away for a while did not delete; documents that stay then are noted.
    /// </summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        foreach (var batch in _unclean.Union(Late).ToList())
        {
            var left = await DeleteAsync(batch, cancellationToken);
            for (var attempt = 1; left.Count > 0 && attempt < MostSweeps && !cancellationToken.IsCancellationRequested; attempt++)
            {
                await Task.Delay(SweepPause, CancellationToken.None);
                left = await DeleteAsync(batch, cancellationToken);
            }

            Note(left);
        }
    }

    /// <summary>Deletes the documents that a case made; those not deleted are tried once more at the end.</summary>
    /// <returns>Documents that are still on the server, or may be.</returns>
    public async Task<IReadOnlyList<string>> CleanUpAsync(TestBatch batch, CancellationToken givenUp)
    {
        var left = await DeleteAsync(batch, givenUp);
        if (left.Count > 0)
        {
            _unclean.Add(batch);
        }

        return left;
    }

    /// <summary>Deletes the batch's documents; a test that is given up meanwhile leaves it a bounded time.</summary>
    private async Task<IReadOnlyList<string>> DeleteAsync(TestBatch batch, CancellationToken givenUp)
    {
        using var bound = new CancellationTokenSource();
        await using var registration = givenUp.Register(() => bound.CancelAfter(timeout));
        return await documents.DeleteAsync(batch.Documents, bound.Token);
    }

    /// <summary>Notes the documents that are kept on purpose.</summary>
    public IReadOnlyList<string> Keep(TestBatch batch) =>
        Note(
            [.. batch.Documents
                .Where(static d => d.After.Found || (d.Index < 0 && d.Prepared is not null))
                .Select(static d => $"{d.Label} (kept)")]);

    private IReadOnlyList<string> Note(IReadOnlyList<string> left)
    {
        foreach (var document in left)
        {
            noteLeft(document);
        }

        return left;
    }
}
