namespace EdFi.BatchPerf.Batches;

/// <summary>Judges an answer: gives the outcome of the operations that were sent.</summary>
internal interface IAnswerJudge
{
    /// <summary>Judges a complete answer.</summary>
    /// <param name="head">Its head.</param>
    /// <param name="body">Its body; not kept.</param>
    /// <param name="request">Request that was answered.</param>
    BatchAnswer Judge(AnswerHead head, ReadOnlyMemory<byte> body, in ExchangeRequest request);
}
