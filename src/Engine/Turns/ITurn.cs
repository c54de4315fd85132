using EdFi.BatchPerf.Batches;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Turns;

/// <summary>
/// Turn of one client: a batch, or the requests of a triple, of which the later ones need the answers of the earlier. Pure but for its
/// buffers, which it uses over and over: one turn at a time.
/// </summary>
internal interface ITurn : IDisposable
{
    /// <summary>Begins a turn.</summary>
    /// <param name="scenario">Scenario of the turn.</param>
    /// <param name="key">Names it; its natural keys are made from it.</param>
    /// <param name="poisoned">True to make it fail on purpose.</param>
    void Begin(IScenario scenario, in BatchKey key, bool poisoned);

    /// <summary>The next request of the turn.</summary>
    /// <param name="last">Answer to the turn's request before; null for the first.</param>
    /// <param name="request">Request to send; its body is valid until the next call.</param>
    /// <returns>False when nothing more is to be sent.</returns>
    bool TryNext(BatchAnswer? last, out TurnRequest request);

    /// <summary>Document of the last request; null for a batch, which is about many documents.</summary>
    TurnSubject? Subject { get; }

    /// <summary>
    /// Returns the document that the last request created, by the answer to it; null for a batch, and where nothing was created.
    /// </summary>
    (int Triple, int Operation, string Id)? Created(BatchAnswer answer);

    /// <summary>From now on nothing more is created or updated; documents that the turn has created are still deleted as planned.</summary>
    void WindDown();

    /// <summary>Gives back the memory of the turn's bodies, when no more of it is sent.</summary>
    /// <param name="answered">False where a request of it got no answer: its body may still be read.</param>
    void Rest(bool answered);

    /// <summary>
    /// True where the turn may have left on the server documents that it was to delete; asked when no more of it is sent.
    /// </summary>
    /// <param name="last">Answer to the turn's last request.</param>
    bool MayHaveLeft(BatchAnswer? last);
}
