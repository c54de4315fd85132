namespace EdFi.BatchPerf.Jobs.Parents;

/// <summary>
/// Sends batches of deletes, again where what stands against them may pass. Where nothing has passed for a while, it is not waited for any
/// longer, so that many sets do not take many times as long.
/// </summary>
/// <param name="mostInARow">Batches in a row that failed in spite of waiting, after which none is waited for until one succeeds.</param>
internal sealed class ParentDeletion(int mostInARow)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1.6);
    private int _failedInARow;

    /// <summary>Deletes the last documents of a set.</summary>
    /// <param name="set">The set.</param>
    /// <param name="send">Sends the batch.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>
    /// Why they are still there, as a sentence without its end, and whether that lies in one of the documents; null where they are gone.
    /// </returns>
    public async Task<(string Words, bool OfDocument)?> DeleteAsync(
        ParentSet set,
        Func<Task<BatchResult>> send,
        CancellationToken stop)
    {
        var (doubt, hung) = (false, false);
        for (var wait = FirstWait; ; wait *= 2)
        {
            BatchResult result;
            try
            {
                result = await send();
            }
            catch (BatchPerfException exception)
            {
                return (exception.Message.TrimEnd('.'), OfDocument: false); // no token, so that nothing was sent
            }

            // Of a batch whose answer was lost, all was carried out or nothing.
            if (result.Success || (doubt && result is { FailedStatus: 404, FailedIndex: 0 }))
            {
                Interlocked.Exchange(ref _failedInARow, 0);
                return null;
            }

            doubt |= result.OperationsUnknown > 0;
            var hangs = result.ErrorKind == ErrorKind.Timeout;
            if (!MayPass(result) || (hung && hangs) || wait > LongestWait || Volatile.Read(ref _failedInARow) >= mostInARow)
            {
                Interlocked.Increment(ref _failedInARow);
                return (
                    ParentWords.Reason(set, set.There - 1 - (result.FailedIndex ?? 0), result),
                    result.ErrorKind is ErrorKind.Conflict or ErrorKind.NotFound);
            }

            hung |= hangs; // each answer that does not come costs the whole timeout
            await Task.Delay(wait, stop);
        }
    }

    /// <summary>
    /// True for a failure that may pass: a batch of the load that was given up may still be carried out, and refer to documents to be
    /// deleted; a server that fails, or to which the connection breaks, may be there again.
    /// </summary>
    private static bool MayPass(BatchResult result) => result.OperationsUnknown > 0 || result.ErrorKind is ErrorKind.Conflict
        or ErrorKind.ServerError
        or ErrorKind.Throttled
        or ErrorKind.ConnectionFailed;
}
