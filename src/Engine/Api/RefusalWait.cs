namespace EdFi.BatchPerf.Api;

/// <summary>
/// Waits and retries for requests about one document, where a server has no time for it now. These requests prepare a load or clean up
/// after it, and are never part of the measured times.
/// </summary>
/// <param name="time">Waits.</param>
/// <param name="budget">Bounds all waits together; null for no bound.</param>
internal sealed class RefusalWait(TimeProvider time, WaitBudget? budget = null)
{
    private const int MostRetries = 5;
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestAsked = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Waits as long as the server asks to (<c>Retry-After</c>), else half a second, doubled with each retry: sixteen seconds in all, which
    /// is longer than the window of a server's usual limit.
    /// </summary>
    /// <param name="method">Method of the request.</param>
    /// <param name="answer">Answer to the request.</param>
    /// <param name="retries">Retries that were made before.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False where the answer is no such refusal, or waiting has no use; then nothing was waited for.</returns>
    public async Task<bool> WaitAsync(HttpMethod method, ApiAnswer answer, int retries, CancellationToken cancellationToken)
    {
        // A 503 may come from in between, after the server did what was asked of it: what is done twice must come to the same, and a second
        // POST would take the document of the first for one that was there before.
        var again = method == HttpMethod.Get || (answer.RetryAfter is not null && method != HttpMethod.Post);
        var refused = answer.Status == 429 || (answer.Status == 503 && again);
        if (!refused || retries == MostRetries || answer.RetryAfter > LongestAsked)
        {
            return false;
        }

        var delay = answer.RetryAfter ?? (First * Math.Pow(2, retries));
        if (budget is not null)
        {
            return await budget.WaitAsync(delay, cancellationToken);
        }

        await Task.Delay(delay, time, cancellationToken);
        return true;
    }
}
