using EdFi.BatchPerf.Simulator.Batches;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Simulator.Schema;
using EdFi.BatchPerf.Simulator.Store;

namespace EdFi.BatchPerf.Simulator.Faults;

/// <summary>
/// Lets a batch wait for the documents that it is going to write, one operation after the other, before it commits at once:
/// two-phase locking, so that batches in different order wait for one another and can deadlock.
/// </summary>
internal sealed class LockPhase(DocumentLocks locks, Latency latency)
{
    /// <summary>False if the batch is the victim of a deadlock, after the time that a server needs to notice it.</summary>
    public async Task<bool> EnterAsync(LockHolder holder, IReadOnlyList<string> documents, SimulatorOptions options)
    {
        foreach (var document in documents)
        {
            while (locks.Take(holder, document, out var isDeadlock) is { } other)
            {
                if (isDeadlock)
                {
                    await latency.WaitAsync(options.DeadlockWaitMs);
                    return false;
                }

                await other.Ended;
            }

            await latency.WaitAsync(options.LatencyOperationMs);
        }

        return true;
    }

    /// <summary>The documents that a batch writes, in its order.</summary>
    public static List<string> DocumentsOf(BatchWork work, DocumentStore store)
    {
        var documents = new List<string>(work.Operations.Count);
        foreach (ref readonly var operation in work.OperationSpan)
        {
            if (operation.Resource is not { } resource)
            {
                continue;
            }

            if (operation.DocumentId is { } id)
            {
                documents.Add($"{resource.Name} {KeyOf(store, resource, id)}");
            }
            else if (operation.Kind == OperationKind.Create)
            {
                DocumentReader.Read(resource, operation.Document, work.Reading);
                documents.Add($"{resource.Name} {work.Reading.KeyText}");
            }
            else if (NaturalKeyReader.Read(resource, operation.NaturalKey, work.Reading) is null)
            {
                documents.Add($"{resource.Name} {work.Reading.KeyText}");
            }
        }

        return documents;
    }

    private static string KeyOf(DocumentStore store, ResourceDefinition resource, Guid id)
    {
        lock (store.Gate)
        {
            return store.Table(resource).Find(id)?.Key ?? id.ToString();
        }
    }
}
