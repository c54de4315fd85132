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

    /// <summary>
    /// Deletes documents of a set in one batch. One that makes the batch fail, since others refer to it or it is not there, is taken out,
    /// and the rest is sent again: also after a batch whose answer was lost, of which a missing document proves nothing about the others.
    /// </summary>
    /// <param name="set">The set.</param>
    /// <param name="documents">Positions of the documents in the set, in the order of the batch.</param>
    /// <param name="send">Sends a batch of documents.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<DeletionOutcome> DeleteAsync(
        ParentSet set,
        IEnumerable<int> documents,
        Func<IReadOnlyList<int>, Task<BatchResult>> send,
        CancellationToken stop)
    {
        List<int> batch = [.. documents], left = [];
        string? words = null;
        var (doubt, gone) = (false, 0);
        while (batch.Count > 0)
        {
            stop.ThrowIfCancellationRequested();
            if (await TryAsync(set, batch, isRest: left.Count > 0, send, stop) is not { } problem)
            {
                break;
            }

            words ??= problem.Gone ? null : problem.Words;
            if (problem.Position is not { } position)
            {
                return new DeletionOutcome(gone, [.. left, .. batch]) { Problem = words, Ends = !problem.OfDocument };
            }

            doubt |= problem.InDoubt;
            if (!problem.Gone)
            {
                left.Add(batch[position]);
            }
            else if (doubt)
            {
                gone++; // most likely by the batch whose answer was lost
            }

            batch.RemoveAt(position);
        }

        return new DeletionOutcome(batch.Count + gone, left) { Problem = words };
    }

    /// <param name="set">The set.</param>
    /// <param name="batch">Positions of the documents.</param>
    /// <param name="isRest">True where a document that stays was taken out of the batch: its success says nothing of waiting.</param>
    /// <param name="send">Sends a batch of documents.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>Why they are still there; null where they are gone.</returns>
    private async Task<Problem?> TryAsync(
        ParentSet set,
        IReadOnlyList<int> batch,
        bool isRest,
        Func<IReadOnlyList<int>, Task<BatchResult>> send,
        CancellationToken stop)
    {
        var (hung, doubt) = (false, false);
        for (var wait = FirstWait; ; wait *= 2)
        {
            BatchResult result;
            try
            {
                result = await send(batch);
            }
            catch (BatchPerfException exception)
            {
                return new Problem(exception.Message.TrimEnd('.'), OfDocument: false); // no token, so that nothing was sent
            }

            if (result.Success)
            {
                if (!isRest)
                {
                    Interlocked.Exchange(ref _failedInARow, 0);
                }

                return null;
            }

            doubt |= result.OperationsUnknown > 0;
            if (!MayPass(result))
            {
                return Problem.Of(set, batch, result) with { InDoubt = doubt };
            }

            var hangs = result.ErrorKind == ErrorKind.Timeout;
            if ((hung && hangs) || wait > LongestWait || Volatile.Read(ref _failedInARow) >= mostInARow)
            {
                Interlocked.Increment(ref _failedInARow);
                return Problem.Of(set, batch, result) with { InDoubt = doubt };
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

    /// <param name="Words">As a sentence without its end.</param>
    /// <param name="OfDocument">True where it lies in one of the documents, so that batches of others may succeed.</param>
    private sealed record Problem(string Words, bool OfDocument)
    {
        /// <summary>Position in the batch of the document that made it fail; null where none is known to have done so.</summary>
        public int? Position { get; private init; }

        /// <summary>True where the answer to an earlier sending of the batch was lost, so that it may have been carried out.</summary>
        public bool InDoubt { get; init; }

        /// <summary>True where that document was not on the server.</summary>
        public bool Gone { get; private init; }

        public static Problem Of(ParentSet set, IReadOnlyList<int> batch, BatchResult result)
        {
            var ofDocument = result.ErrorKind is ErrorKind.Conflict or ErrorKind.NotFound;
            return new Problem(ParentWords.Reason(set, batch[result.FailedIndex ?? 0], result), ofDocument)
            {
                Position = ofDocument ? result.FailedIndex : null,
                Gone = result is { FailedStatus: 404, FailedIndex: not null },
            };
        }
    }
}
