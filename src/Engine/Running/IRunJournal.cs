namespace EdFi.BatchPerf.Running;

/// <summary>
/// Records, in a way that survives the death of the process, which turns a run's clients may have begun and which of them may have left
/// documents: leftovers are found by it afterwards, and a killed run goes on from it.
/// </summary>
/// <remarks>Called by any thread. An IOException from it ends the run gracefully with <see cref="StopReason.ResultFileFailed"/>.</remarks>
public interface IRunJournal
{
    /// <summary>The last turn that a client may have begun before; 0 for none.</summary>
    long LastSequence(int client);

    /// <summary>Has turns written down before a client begins the first of them; those before it have ended.</summary>
    /// <param name="client">The client.</param>
    /// <param name="sequence">The turn that it is about to begin.</param>
    /// <returns>The last turn that it may begin without asking again.</returns>
    long Reserve(int client, long sequence);

    /// <summary>Records that a turn may have left documents on the server (its outcome is unknown).</summary>
    void Doubt(int client, long sequence);

    /// <summary>A document that a turn was to create was there before: it is not the run's, and never looked for as a leftover.</summary>
    /// <param name="client">The client.</param>
    /// <param name="sequence">The turn.</param>
    /// <param name="triple">Position of the triple in the turn, from 0.</param>
    /// <param name="operation">Position of the create in the triple, from 0.</param>
    void Exclude(int client, long sequence, int triple, int operation);

    /// <summary>A request of a turn has created a document: leftovers are found by its id.</summary>
    /// <param name="client">The client.</param>
    /// <param name="sequence">The turn.</param>
    /// <param name="triple">Position of the triple in the turn, from 0.</param>
    /// <param name="operation">Position of the create in the triple, from 0.</param>
    /// <param name="id">The id that the server gave.</param>
    void Created(int client, long sequence, int triple, int operation, string id);

    /// <summary>Records the progress of clients: all turns before the given ones have ended. Called once a second.</summary>
    /// <param name="elapsed">Since the start of the run.</param>
    /// <param name="clients">Clients and the last turns that they have begun.</param>
    void Mark(TimeSpan elapsed, IReadOnlyList<(int Client, long Sequence)> clients);

    /// <summary>The run has ended, and nothing is in flight any more.</summary>
    void End(TimeSpan elapsed, StopReason reason);
}
