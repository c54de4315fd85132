namespace EdFi.BatchPerf.Simulator.Faults;

/// <summary>
/// Exclusive locks on documents, by resource and natural key, held to the end of a transaction as PostgreSQL's row locks are.
/// </summary>
internal sealed class DocumentLocks
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LockHolder> _holders = new(StringComparer.Ordinal);

    /// <summary>
    /// Takes a lock at once (null), or gives the transaction to wait for; where that wait would close a circle,
    /// <paramref name="isDeadlock"/> is true and the wait must be given up.
    /// </summary>
    public LockHolder? Take(LockHolder holder, string document, out bool isDeadlock)
    {
        lock (_gate)
        {
            isDeadlock = false;
            holder.WaitsFor = null;
            if (!_holders.TryGetValue(document, out var other))
            {
                _holders.Add(document, holder);
                holder.Documents.Add(document);
                return null;
            }

            if (other == holder)
            {
                return null;
            }

            holder.WaitsFor = other;
            for (var next = other; next is not null; next = next.WaitsFor)
            {
                isDeadlock |= next == holder;
                if (isDeadlock)
                {
                    // The victim waits no more: a circle left closed would lead whoever waits for it round and round.
                    holder.WaitsFor = null;
                    break;
                }
            }

            return other;
        }
    }

    public void Release(LockHolder holder)
    {
        lock (_gate)
        {
            foreach (var document in holder.Documents)
            {
                _holders.Remove(document);
            }

            holder.WaitsFor = null;
        }

        holder.End();
    }
}
