namespace EdFi.BatchPerf.Batches;

/// <summary>Judges the answers of <c>/batch</c>.</summary>
internal sealed class BatchJudge : IAnswerJudge
{
    public static BatchJudge Instance { get; } = new();

    public BatchAnswer Judge(AnswerHead head, ReadOnlyMemory<byte> body, in ExchangeRequest request) =>
        AnswerReader.Read(head.Status, body, request.Shape, request.KeepIds);
}
