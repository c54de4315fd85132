namespace EdFi.BatchPerf.Batches;

/// <summary>Judges the answers of <c>/batch</c>.</summary>
internal sealed class BatchJudge : IAnswerJudge
{
    public static BatchJudge Instance { get; } = new();

    public BatchAnswer Judge(HttpResponseMessage response, ReadOnlyMemory<byte> body, in ExchangeRequest request) =>
        AnswerReader.Read((int)response.StatusCode, body, request.Shape, request.KeepIds);
}
